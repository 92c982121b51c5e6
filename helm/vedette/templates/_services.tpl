{{/* The services: which image, which port the world calls, which one probes ask. */}}
{{- define "vedette.services" -}}
broker: {kind: StatefulSet, image: broker-service, ports: {tls: 43191, management: 43189}, probe: management}
stratcon: {kind: StatefulSet, image: stratcon-service, ports: {http: 8082}, probe: http}
detection: {kind: Deployment, image: alerting-service, ports: {http: 8083}, probe: http}
notification: {kind: Deployment, image: alerting-service, ports: {http: 8083}, probe: http}
streaming: {kind: Deployment, image: streaming-service, ports: {http: 8084}, probe: http}
observer: {kind: Deployment, image: observer-service, ports: {http: 8085}, probe: http}
config-monitor: {kind: Deployment, image: config-monitor-service, ports: {http: 8081}, probe: http}
{{- end }}

{{/* What a service's values come to: its own over the defaults. {root, name} */}}
{{- define "vedette.settings" -}}
{{- mergeOverwrite (deepCopy .root.Values.serviceDefaults) (deepCopy (index .root.Values.services .name)) | toYaml }}
{{- end }}

{{- define "vedette.statsdOpen" -}}
{{- if or .Values.push.statsd.observers .Values.push.statsd.sources }}true{{ end }}
{{- end }}

{{/* Brokers are <pod>.<this>, in their certificates too. */}}
{{- define "vedette.pushDomain" -}}
{{ .Values.push.domain | default (printf "%s.svc.%s" .Release.Namespace .Values.clusterDomain) }}
{{- end }}

{{/* What people type into a browser, where it is known. */}}
{{- define "vedette.address" -}}
{{- if and .Values.ingress.enabled .Values.ingress.host }}
{{- ternary "https" "http" (ne .Values.ingress.tls.secretName "") }}://{{ .Values.ingress.host }}
{{- end }}
{{- end }}

{{- define "vedette.url" -}}
{{- $service := index (include "vedette.services" .root | fromYaml) .name -}}
http://{{ include "vedette.host" . }}:{{ index $service.ports $service.probe }}
{{- end }}

{{/* The pod of a service, as a pod template. {root, name} */}}
{{- define "vedette.pod" -}}
{{- $service := index (include "vedette.services" .root | fromYaml) .name }}
{{- $settings := include "vedette.settings" . | fromYaml }}
metadata:
  labels: {{- include "vedette.labels" . | nindent 4 }}
  {{- with $settings.podAnnotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "vedette.serviceAccountName" .root }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with include "vedette.pullSecrets" .root }}
  {{- . | trim | nindent 2 }}
  {{- end }}
  terminationGracePeriodSeconds: {{ $settings.terminationGracePeriodSeconds }}
  securityContext: {{- include "vedette.podSecurity" (dict "user" 10001) | nindent 4 }}
  {{- with $settings.nodeSelector }}
  nodeSelector: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $settings.tolerations }}
  tolerations: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $settings.affinity }}
  affinity: {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: {{ .name }}
      image: {{ with .root.Values.image }}{{ .registry }}/{{ .repository }}{{ end }}/{{ $service.image }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      ports:
        {{- range $port, $number := $service.ports }}
        - name: {{ $port }}
          containerPort: {{ $number }}
        {{- end }}
        {{- if and (eq .name "broker") (include "vedette.statsdOpen" .root) }}
        - name: statsd
          containerPort: 8125
          protocol: UDP
        {{- end }}
      env:
        {{- include "vedette.environment" . | trim | nindent 8 }}
        {{- with $settings.javaOptions }}
        - name: JDK_JAVA_OPTIONS
          value: {{ . | quote }}
        {{- end }}
        {{- with $settings.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      # Starting may wait for stores and the schema; only then does liveness count.
      startupProbe:
        httpGet: {path: /actuator/health/liveness, port: {{ $service.probe }}}
        periodSeconds: 3
        failureThreshold: 100
      livenessProbe:
        httpGet: {path: /actuator/health/liveness, port: {{ $service.probe }}}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: {path: /actuator/health/readiness, port: {{ $service.probe }}}
        periodSeconds: 5
        timeoutSeconds: 5
      lifecycle:
        # Endpoints forget the pod before it stops answering.
        preStop:
          sleep:
            seconds: 5
      resources: {{- toYaml $settings.resources | nindent 8 }}
      securityContext: {{- include "vedette.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        - {name: home, mountPath: /var/lib/vedette}
        {{- if has .name (list "observer" "config-monitor") }}
        - {name: files, mountPath: /etc/vedette/files, readOnly: true}
        {{- end }}
        {{- with $settings.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: 512Mi
    {{- if not $settings.persistence.enabled }}
    - name: home
      emptyDir:
        sizeLimit: {{ $settings.persistence.size }}
    {{- else if eq $service.kind "Deployment" }}
    - name: home
      persistentVolumeClaim:
        claimName: {{ include "vedette.component" . }}
    {{- end }}
    {{- if has .name (list "observer" "config-monitor") }}
    - name: files
      configMap:
        name: {{ include "vedette.fullname" .root }}-files
        items:
          - {key: directory_observer.ini, path: directory_observer.ini}
          {{- range $plugin, $text := .root.Values.files.plugins }}
          - {key: plugin.{{ $plugin }}.ini, path: plugins/{{ $plugin }}/config.ini}
          {{- end }}
          {{- if .root.Values.files.crontab }}
          - {key: crontab, path: crontab}
          {{- end }}
          {{- range $check, $text := .root.Values.files.checks }}
          - {key: check.{{ $check }}.json, path: checks/{{ $check }}.json}
          {{- end }}
    {{- end }}
    {{- with $settings.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}
