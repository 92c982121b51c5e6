{{/* Clients come over SASL; the controller is in the same pod and listens on its loopback. */}}
{{- define "vedette.kafkaProperties" -}}
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@localhost:9093
controller.listener.names=CONTROLLER
listeners=CLIENT://:9092,CONTROLLER://localhost:9093
advertised.listeners=CLIENT://{{ include "vedette.host" (dict "root" . "name" "kafka") }}:9092
listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=CLIENT
sasl.enabled.mechanisms=PLAIN
sasl.mechanism.inter.broker.protocol=PLAIN
log.dirs=/var/lib/kafka/data/log
auto.create.topics.enable=false
# Retention counts closed segments only: small ones keep the hour of metrics an hour long, and the volume small.
log.segment.bytes=16777216
log.retention.check.interval.ms=60000
offsets.topic.num.partitions=4
offsets.topic.replication.factor=1
transaction.state.log.num.partitions=2
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.num.partitions=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
{{- end }}

{{/* The image's own folders are not writable: logs go to the console alone. */}}
{{- define "vedette.kafkaEnvironment" -}}
- name: KAFKA_HEAP_OPTS
  value: -Xms{{ .Values.kafka.heap }} -Xmx{{ .Values.kafka.heap }}
- name: KAFKA_OPTS
  value: -Djava.security.auth.login.config=/etc/vedette/kafka-jaas/jaas.conf
- name: KAFKA_LOG4J_OPTS
  value: -Dlog4j2.configurationFile=/etc/vedette/kafka/log4j2.yaml
- name: EXTRA_ARGS
  value: -name kafkaServer
- name: LOG_DIR
  value: /tmp
{{- end }}

{{- define "vedette.kafkaMounts" -}}
- {name: data, mountPath: /var/lib/kafka/data}
- {name: config, mountPath: /etc/vedette/kafka, readOnly: true}
- {name: jaas, mountPath: /etc/vedette/kafka-jaas, readOnly: true}
- {name: tmp, mountPath: /tmp}
{{- end }}
