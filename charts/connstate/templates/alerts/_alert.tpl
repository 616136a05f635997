{{- /*
A starter alert: {root, alert, set, target}, or {…, namespace} for one of a namespace.

Helm looks for the kinds of everything before it makes anything, and these kinds come with this very release. So the first
time alerts are made after the rest, as a hook. When the kinds are known, at the next upgrade, alerts are part of the
release like the rest, which takes them over by the annotations that it would have given them itself.
*/ -}}
{{- define "connstate.alert" }}
---
apiVersion: connstate.dev/v1alpha1
kind: {{ if .namespace }}ConnectionAlert{{ else }}ClusterConnectionAlert{{ end }}
metadata:
  name: {{ .alert.name }}
  {{- with .namespace }}
  namespace: {{ . }}
  {{- end }}
  labels:
    {{- include "connstate.labels" (dict "root" .root "component" "alert") | nindent 4 }}
  {{- if not (.root.Capabilities.APIVersions.Has "connstate.dev/v1alpha1/ClusterConnectionAlert") }}
  annotations:
    helm.sh/hook: post-install,post-upgrade
    helm.sh/hook-delete-policy: before-hook-creation
    meta.helm.sh/release-name: {{ .root.Release.Name }}
    meta.helm.sh/release-namespace: {{ .root.Release.Namespace }}
  {{- end }}
spec:
  summary: {{ .alert.summary }}
  {{- with .target }}
  target:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  signal:
    {{- toYaml .alert.signal | nindent 4 }}
  moreThan: {{ .set.moreThan }}
  for: {{ .set.for }}
  keepFiringFor: {{ .set.keepFiringFor }}
  severity: {{ .set.severity }}
  {{- with .root.Values.alerts.labels }}
  labels:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .root.Values.alerts.runbookUrlPattern }}
  runbookURL: {{ replace "{name}" $.alert.name . }}
  {{- end }}
{{- end }}
