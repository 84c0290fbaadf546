#!/bin/bash
# What people type today: for each certificate that a server sends, its subject, issuer, date and pin.
set -euo pipefail
folder=$(mktemp -d)
openssl s_client -connect "127.0.0.1:$1" -servername localhost -showcerts </dev/null 2>/dev/null |
    awk -v folder="$folder" '/BEGIN CERT/ {n++} /BEGIN CERT/, /END CERT/ {print > (folder "/" n ".pem")}'
for file in "$folder"/*.pem; do
    openssl x509 -in "$file" -noout -subject -issuer -enddate
    openssl x509 -in "$file" -noout -pubkey | openssl pkey -pubin -outform der |
        openssl dgst -sha256 -binary | openssl enc -base64
done
rm -r "$folder"
