{{- define "connstate.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "connstate.agent" -}}{{ include "connstate.fullname" . }}-agent{{- end -}}
{{- define "connstate.operator" -}}{{ include "connstate.fullname" . }}-operator{{- end -}}
{{- define "connstate.namespace" -}}{{ default .Release.Namespace .Values.namespaceOverride }}{{- end -}}

{{- /* The Secret of the operator's own CA, and the ConfigMap that agents trust. */ -}}
{{- define "connstate.authority" -}}{{ include "connstate.fullname" . }}-ca{{- end -}}

{{- /* What agents know the operator by, and so what its certificate is for. */ -}}
{{- define "connstate.serverName" -}}{{ include "connstate.operator" . }}.{{ include "connstate.namespace" . }}.svc{{- end -}}

{{- define "connstate.agentAccount" -}}
{{- with .Values.agent.serviceAccount }}{{ .create | ternary (default (include "connstate.agent" $) .name) (default "default" .name) }}{{ end -}}
{{- end -}}
{{- define "connstate.operatorAccount" -}}
{{- with .Values.operator.serviceAccount }}{{ .create | ternary (default (include "connstate.operator" $) .name) (default "default" .name) }}{{ end -}}
{{- end -}}

{{- /* What a selector may hold: nothing in it changes from version to version. */ -}}
{{- define "connstate.selector" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- /* {root, component, more}: ours win, since selectors are among them. */ -}}
{{- define "connstate.labels" -}}
{{- $labels := dict
      "app.kubernetes.io/name" (default .root.Chart.Name .root.Values.nameOverride)
      "app.kubernetes.io/instance" .root.Release.Name
      "app.kubernetes.io/version" (.root.Chart.AppVersion | trunc 63)
      "app.kubernetes.io/managed-by" .root.Release.Service
      "helm.sh/chart" (printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63) -}}
{{- with .component }}{{ $_ := set $labels "app.kubernetes.io/component" . }}{{ end -}}
{{- toYaml (merge $labels (default dict .more) .root.Values.commonLabels) -}}
{{- end -}}

{{- /* name, namespace and labels of an object: {root, name, component}. */ -}}
{{- define "connstate.metadata" -}}
name: {{ .name }}
namespace: {{ include "connstate.namespace" .root }}
labels:
  {{- include "connstate.labels" . | nindent 2 }}
{{- end -}}

{{- define "connstate.metadataOfCluster" -}}
name: {{ .name }}
labels:
  {{- include "connstate.labels" . | nindent 2 }}
{{- end -}}

{{- /* {root, image}: registry/repository:tag@digest. */ -}}
{{- define "connstate.image" -}}
{{- $registry := default .root.Values.image.registry .root.Values.global.imageRegistry | trimSuffix "/" -}}
{{- $tag := default .root.Chart.AppVersion .root.Values.image.tag -}}
{{- with $registry }}{{ . }}/{{ end }}{{ .image.repository }}:{{ $tag }}{{ with .image.digest }}@{{ . }}{{ end -}}
{{- end -}}

{{- /* What no container of ours needs. */ -}}
{{- define "connstate.seccomp" -}}
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- /* The Secret that others look after, with tls.crt, tls.key and ca.crt. */ -}}
{{- define "connstate.certificate" -}}
{{- default (printf "%s-certificate" (include "connstate.operator" .)) .Values.reporting.tls.existingSecret -}}
{{- end -}}

{{- /* Of a container that the level "restricted" of pod security admits. */ -}}
{{- define "connstate.restricted" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- /* Of what belongs to no namespace: another release in another namespace has its own. */ -}}
{{- define "connstate.ofCluster" -}}{{ include "connstate.namespace" . }}-{{ include "connstate.operator" . }}{{- end -}}

{{- /* A Role of the operator and its binding: {root, namespace, name, rules}. */ -}}
{{- define "connstate.role" }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {{ .name }}
  namespace: {{ .namespace }}
  labels:
    {{- include "connstate.labels" (dict "root" .root "component" "operator") | nindent 4 }}
rules:
{{- toYaml .rules | nindent 0 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: {{ .name }}
  namespace: {{ .namespace }}
  labels:
    {{- include "connstate.labels" (dict "root" .root "component" "operator") | nindent 4 }}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: {{ .name }}}
subjects: [{kind: ServiceAccount, namespace: {{ include "connstate.namespace" .root }}, name: {{ include "connstate.operatorAccount" .root }}}]
{{- end -}}

{{- /* The annotation of a rule with its runbook's address: {root, name}. */ -}}
{{- define "connstate.runbook" -}}
{{- with .root.Values.alerts.runbookUrlPattern }}runbook_url: {{ replace "{name}" $.name . | quote }}{{ end -}}
{{- end -}}
