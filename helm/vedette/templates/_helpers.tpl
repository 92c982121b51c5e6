{{/* Names, labels and images. Where a template takes a dict it is {root, name}: the chart's context and a service or store. */}}

{{- define "vedette.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" }}
{{- end }}

{{- define "vedette.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- $name := include "vedette.name" . }}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "vedette.component" -}}
{{ include "vedette.fullname" .root }}-{{ .name }}
{{- end }}

{{/* Never a version in these: selectors and claim templates cannot change. */}}
{{- define "vedette.selectorLabels" -}}
app.kubernetes.io/name: {{ include "vedette.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "vedette.labels" -}}
{{ include "vedette.selectorLabels" . }}
app.kubernetes.io/part-of: vedette
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "vedette.metadata" -}}
name: {{ include "vedette.component" . }}
namespace: {{ .root.Release.Namespace }}
labels: {{- include "vedette.labels" . | nindent 2 }}
{{- end }}

{{- define "vedette.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "vedette.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/* host:port of another part of this release, or of one of its pods, as the cluster's DNS names it. */}}
{{- define "vedette.host" -}}
{{ include "vedette.component" . }}.{{ .root.Release.Namespace }}.svc.{{ .root.Values.clusterDomain }}
{{- end }}

{{/* A value of a Secret that was generated once: the one the cluster holds, else a new one. {root, secret, key} */}}
{{- define "vedette.kept" -}}
{{- $held := (lookup "v1" "Secret" .root.Release.Namespace .secret).data | default dict }}
{{- if hasKey $held .key }}
{{- index $held .key | b64dec }}
{{- else }}
{{- randAlphaNum 32 }}
{{- end }}
{{- end }}

{{- define "vedette.bootstrapSecret" -}}
{{ .Values.bootstrap.existingSecret | default (printf "%s-bootstrap" (include "vedette.fullname" .)) }}
{{- end }}

{{/* The Secret a store's clients read. {root, name} */}}
{{- define "vedette.storeSecret" -}}
{{ (index .root.Values .name).existingSecret | default (include "vedette.component" .) }}
{{- end }}

{{- define "vedette.fromSecret" -}}
valueFrom:
  secretKeyRef:
    name: {{ .secret }}
    key: {{ .key }}
{{- end }}

{{- define "vedette.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{/* No root, no privileges, nothing written but volumes. {user} */}}
{{- define "vedette.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .user }}
runAsGroup: {{ .user }}
fsGroup: {{ .user }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "vedette.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "vedette.claimSpec" -}}
accessModes: {{ .accessModes | default (list "ReadWriteOnce") | toJson }}
{{- with .storageClass }}
storageClassName: {{ . }}
{{- end }}
resources:
  requests:
    storage: {{ .size }}
{{- end }}
