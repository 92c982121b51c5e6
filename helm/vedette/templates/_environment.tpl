{{/* The environment of a service; the local launcher gives the same names. {root, name} */}}
{{- define "vedette.environment" -}}
{{- if eq .name "broker" }}
{{- include "vedette.environment.broker" . }}
{{- else }}
- name: SERVER_PORT
  value: {{ (index (include "vedette.services" .root | fromYaml) .name).ports.http | quote }}
- name: SERVER_ADDRESS
  value: 0.0.0.0
{{- end }}
- name: VEDETTE_HOME
  value: /var/lib/vedette
- name: VEDETTE_IDENTITY_JWKS_URI
  value: {{ include "vedette.url" (dict "root" .root "name" "config-monitor") }}/api/keys
{{- if has .name (list "detection" "notification") }}
- name: SPRING_PROFILES_ACTIVE
  value: {{ .name }}
{{- end }}
{{- if has .name (list "notification" "config-monitor") }}
{{- include "vedette.environment.database" (dict "root" .root "database" "web" "role" "app") }}
{{- end }}
{{- if eq .name "config-monitor" }}
{{- include "vedette.environment.owner" .root }}
{{- end }}
{{- if eq .name "stratcon" }}
{{- include "vedette.environment.database" (dict "root" .root "database" "store" "role" "store") }}
{{- include "vedette.environment.cassandra" .root }}
{{- end }}
{{- if has .name (list "stratcon" "detection" "notification" "streaming" "config-monitor") }}
{{- include "vedette.environment.kafka" .root }}
{{- end }}
{{- if has .name (list "broker" "stratcon") }}
{{- include "vedette.environment.enrolment" . }}
{{- end }}
{{- if eq .name "notification" }}
{{- include "vedette.environment.notification" .root }}
{{- end }}
{{- if eq .name "observer" }}
{{- include "vedette.environment.observer" . }}
{{- end }}
{{- if eq .name "config-monitor" }}
{{- include "vedette.environment.bootstrap" .root }}
- name: VEDETTE_FILES_DIRECTORY
  value: /etc/vedette/files
- name: VEDETTE_FILES_OBSERVER_URL
  value: {{ include "vedette.url" (dict "root" .root "name" "observer") }}
{{- end }}
{{- end }}

{{- define "vedette.environment.broker" -}}
- name: VEDETTE_BROKER_TLS_ADDRESS
  value: 0.0.0.0
- name: VEDETTE_BROKER_TLS_PORT
  value: "43191"
- name: VEDETTE_BROKER_PLAIN_ADDRESS
  value: 127.0.0.1
- name: VEDETTE_BROKER_STATSD_ADDRESS
  value: {{ ternary "0.0.0.0" "127.0.0.1" (eq (include "vedette.statsdOpen" .root) "true") }}
- name: VEDETTE_BROKER_STATSD_PORT
  value: "8125"
# The kubelet asks for health from outside the pod.
- name: MANAGEMENT_SERVER_ADDRESS
  value: 0.0.0.0
- name: MANAGEMENT_SERVER_PORT
  value: "43189"
{{- end }}

{{/* {root, database: web | store, role: whom a service signs in as} */}}
{{- define "vedette.environment.database" }}
{{- $postgres := .root.Values.postgres }}
{{- $external := index $postgres.external .database }}
- name: SPRING_DATASOURCE_URL
  value: {{ ternary (printf "jdbc:postgresql://%s:5432/vedette_%s" (include "vedette.host" (dict "root" .root "name" "postgres")) .database) $external.url $postgres.enabled }}
- name: SPRING_DATASOURCE_USERNAME
{{- if $postgres.enabled }}
  value: vedette_{{ .role }}
{{- else }}
  {{- include "vedette.fromSecret" (dict "secret" $external.existingSecret "key" "username") | nindent 2 }}
{{- end }}
- name: SPRING_DATASOURCE_PASSWORD
{{- if $postgres.enabled }}
  {{- include "vedette.fromSecret" (dict "secret" (include "vedette.storeSecret" (dict "root" .root "name" "postgres")) "key" (printf "%s-password" .role)) | nindent 2 }}
{{- else }}
  {{- include "vedette.fromSecret" (dict "secret" $external.existingSecret "key" "password") | nindent 2 }}
{{- end }}
{{- end }}

{{- define "vedette.environment.cassandra" }}
{{- with .Values.cassandra }}
{{- if .enabled }}
- name: VEDETTE_STORE_ENGINE
  value: cassandra
- name: VEDETTE_STORE_CASSANDRA_CONTACT_POINTS
  value: {{ join "," .contactPoints }}
- name: VEDETTE_STORE_CASSANDRA_DATACENTER
  value: {{ .datacenter }}
- name: VEDETTE_STORE_CASSANDRA_KEYSPACE
  value: {{ .keyspace }}
- name: VEDETTE_STORE_CASSANDRA_REPLICATION
  value: {{ .replication | quote }}
- name: VEDETTE_STORE_CASSANDRA_CONSISTENCY
  value: {{ .consistency }}
- name: VEDETTE_STORE_CASSANDRA_TLS
  value: {{ .tls | quote }}
{{- if .existingSecret }}
- name: VEDETTE_STORE_CASSANDRA_USER
  {{- include "vedette.fromSecret" (dict "secret" .existingSecret "key" "username") | nindent 2 }}
- name: VEDETTE_STORE_CASSANDRA_PASSWORD
  {{- include "vedette.fromSecret" (dict "secret" .existingSecret "key" "password") | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Who migrates the Web DB; services use it with a role that owns nothing. */}}
{{- define "vedette.environment.owner" }}
{{- $external := .Values.postgres.external.web }}
- name: SPRING_FLYWAY_USER
{{- if .Values.postgres.enabled }}
  value: vedette_web
{{- else }}
  {{- include "vedette.fromSecret" (dict "secret" $external.existingSecret "key" "owner-username") | nindent 2 }}
{{- end }}
- name: SPRING_FLYWAY_PASSWORD
{{- if .Values.postgres.enabled }}
  {{- include "vedette.fromSecret" (dict "secret" (include "vedette.storeSecret" (dict "root" . "name" "postgres")) "key" "web-password") | nindent 2 }}
{{- else }}
  {{- include "vedette.fromSecret" (dict "secret" $external.existingSecret "key" "owner-password") | nindent 2 }}
{{- end }}
{{- end }}

{{- define "vedette.kafkaServers" -}}
{{ ternary (printf "%s:9092" (include "vedette.host" (dict "root" . "name" "kafka"))) .Values.kafka.external.bootstrapServers .Values.kafka.enabled }}
{{- end }}

{{- define "vedette.environment.kafka" }}
{{- $kafka := .Values.kafka }}
{{- $protocol := ternary "SASL_PLAINTEXT" $kafka.external.securityProtocol $kafka.enabled }}
- name: SPRING_KAFKA_BOOTSTRAP_SERVERS
  value: {{ include "vedette.kafkaServers" . }}
- name: SPRING_KAFKA_SECURITY_PROTOCOL
  value: {{ $protocol }}
{{- if hasPrefix "SASL_" $protocol }}
- name: SPRING_KAFKA_PROPERTIES_SASL_MECHANISM
  value: {{ ternary "PLAIN" $kafka.external.saslMechanism $kafka.enabled }}
- name: SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG
  {{- $secret := ternary (include "vedette.storeSecret" (dict "root" . "name" "kafka")) $kafka.external.existingSecret $kafka.enabled }}
  {{- include "vedette.fromSecret" (dict "secret" $secret "key" "sasl-jaas-config") | nindent 2 }}
{{- end }}
{{- end }}

{{/*
Each replica enrols with a code of its own, the Secret's code and its pod's name; config-monitor is given the whole list, so that
more replicas later are known too.
*/}}
{{- define "vedette.environment.enrolment" }}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: CODE
  {{- include "vedette.fromSecret" (dict "secret" (include "vedette.bootstrapSecret" .root) "key" (printf "%s-code" .name)) | nindent 2 }}
- name: VEDETTE_ENROLMENT_URL
  value: {{ include "vedette.url" (dict "root" .root "name" "config-monitor") }}
- name: VEDETTE_ENROLMENT_NAME
  value: $(POD_NAME)
- name: VEDETTE_ENROLMENT_CODE
  value: $(CODE)-$(POD_NAME)
{{- if eq .name "broker" }}
- name: VEDETTE_ENROLMENT_HOST
  value: $(POD_NAME).{{ include "vedette.pushDomain" .root }}
- name: VEDETTE_ENROLMENT_PORT
  value: "43191"
{{- end }}
{{- end }}

{{- define "vedette.environment.notification" }}
{{- with include "vedette.address" . }}
- name: VEDETTE_DASHBOARD_URL
  value: {{ . }}
{{- end }}
{{- with .Values.mail }}
{{- if .from }}
- name: VEDETTE_NOTIFY_FROM
  value: {{ .from }}
{{- end }}
{{- if .host }}
- name: SPRING_MAIL_HOST
  value: {{ .host }}
- name: SPRING_MAIL_PORT
  value: {{ .port | quote }}
{{- if .existingSecret }}
- name: SPRING_MAIL_USERNAME
  {{- include "vedette.fromSecret" (dict "secret" .existingSecret "key" "username") | nindent 2 }}
- name: SPRING_MAIL_PASSWORD
  {{- include "vedette.fromSecret" (dict "secret" .existingSecret "key" "password") | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "vedette.redisHost" -}}
{{ ternary (include "vedette.host" (dict "root" . "name" "redis")) .Values.redis.external.host .Values.redis.enabled }}
{{- end }}

{{- define "vedette.redisPort" -}}
{{ ternary 6379 (int .Values.redis.external.port) .Values.redis.enabled }}
{{- end }}

{{/* The Secret with Redis' password, or nothing when it has none. */}}
{{- define "vedette.redisSecret" -}}
{{ ternary (include "vedette.storeSecret" (dict "root" . "name" "redis")) .Values.redis.external.existingSecret .Values.redis.enabled }}
{{- end }}

{{- define "vedette.environment.observer" }}
- name: SPRING_DATA_REDIS_HOST
  value: {{ include "vedette.redisHost" .root }}
- name: SPRING_DATA_REDIS_PORT
  value: {{ include "vedette.redisPort" .root | quote }}
{{- with include "vedette.redisSecret" .root }}
- name: SPRING_DATA_REDIS_PASSWORD
  {{- include "vedette.fromSecret" (dict "secret" . "key" "password") | nindent 2 }}
{{- end }}
- name: VEDETTE_OBSERVER_CONFIG
  value: /etc/vedette/files/directory_observer.ini
- name: VEDETTE_OBSERVER_DATA
  value: /var/lib/vedette/data_in
{{- if .root.Values.push.statsd.observers }}
- name: VEDETTE_OBSERVER_STATSD
  value: {{ include "vedette.component" (dict "root" .root "name" "broker-0") }}:8125
{{- end }}
{{- end }}

{{/* Codes of all replicas of a service, separated by commas. {root, name, variable} */}}
{{- define "vedette.codes" -}}
{{- $settings := include "vedette.settings" . | fromYaml }}
{{- $codes := list }}
{{- range $ordinal := until (int $settings.replicas) }}
{{- $codes = append $codes (printf "$(%s)-%s-%d" $.variable (include "vedette.component" $) $ordinal) }}
{{- end }}
{{- join "," $codes }}
{{- end }}

{{- define "vedette.environment.bootstrap" }}
{{- $secret := include "vedette.bootstrapSecret" . }}
- name: VEDETTE_BOOTSTRAP_ADMIN_EMAIL
  value: {{ .Values.bootstrap.adminEmail }}
- name: VEDETTE_BOOTSTRAP_ADMIN_PASSWORD
  {{- include "vedette.fromSecret" (dict "secret" $secret "key" "admin-password") | nindent 2 }}
- name: VEDETTE_BOOTSTRAP_OPERATOR_KEY
  {{- include "vedette.fromSecret" (dict "secret" $secret "key" "operator-key") | nindent 2 }}
- name: VEDETTE_SECRETS_KEYS
  {{- include "vedette.fromSecret" (dict "secret" $secret "key" "secrets-keys") | nindent 2 }}
- name: BROKER_CODE
  {{- include "vedette.fromSecret" (dict "secret" $secret "key" "broker-code") | nindent 2 }}
- name: STRATCON_CODE
  {{- include "vedette.fromSecret" (dict "secret" $secret "key" "stratcon-code") | nindent 2 }}
- name: VEDETTE_BOOTSTRAP_BROKER_CODE
  value: {{ include "vedette.codes" (dict "root" . "name" "broker" "variable" "BROKER_CODE") }}
- name: VEDETTE_BOOTSTRAP_STRATCON_CODE
  value: {{ include "vedette.codes" (dict "root" . "name" "stratcon" "variable" "STRATCON_CODE") }}
- name: VEDETTE_BOOTSTRAP_SERVICES
  {{- $watched := list }}
  {{- range $name, $service := include "vedette.services" . | fromYaml }}
  {{- $watched = append $watched (printf "%s=%s" $name (include "vedette.url" (dict "root" $ "name" $name))) }}
  {{- end }}
  value: {{ join "," $watched }}
{{- include "vedette.environment.bootstrapStores" . }}
{{- end }}

{{- define "vedette.environment.bootstrapStores" }}
{{- $monitor := .Values.postgres.external.monitor }}
{{- if .Values.postgres.enabled }}
- name: VEDETTE_BOOTSTRAP_POSTGRES_DSN
  value: jdbc:postgresql://{{ include "vedette.host" (dict "root" . "name" "postgres") }}:5432/vedette_web
- name: VEDETTE_BOOTSTRAP_POSTGRES_USER
  value: vedette_monitor
- name: VEDETTE_BOOTSTRAP_POSTGRES_PASSWORD
  {{- include "vedette.fromSecret" (dict "secret" (include "vedette.storeSecret" (dict "root" . "name" "postgres")) "key" "monitor-password") | nindent 2 }}
{{- else if $monitor.url }}
- name: VEDETTE_BOOTSTRAP_POSTGRES_DSN
  value: {{ $monitor.url }}
- name: VEDETTE_BOOTSTRAP_POSTGRES_USER
  {{- include "vedette.fromSecret" (dict "secret" $monitor.existingSecret "key" "username") | nindent 2 }}
- name: VEDETTE_BOOTSTRAP_POSTGRES_PASSWORD
  {{- include "vedette.fromSecret" (dict "secret" $monitor.existingSecret "key" "password") | nindent 2 }}
{{- end }}
- name: VEDETTE_BOOTSTRAP_REDIS
  value: {{ include "vedette.redisHost" . }}:{{ include "vedette.redisPort" . }}
{{- with include "vedette.redisSecret" . }}
- name: VEDETTE_BOOTSTRAP_REDIS_PASSWORD
  {{- include "vedette.fromSecret" (dict "secret" . "key" "password") | nindent 2 }}
{{- end }}
- name: VEDETTE_BOOTSTRAP_KAFKA
  value: {{ include "vedette.kafkaServers" . | splitList "," | first }}
{{- end }}
