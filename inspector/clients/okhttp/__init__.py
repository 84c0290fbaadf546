"""OkHttp's CertificatePinner: how it is written, read and judged, version by version."""
