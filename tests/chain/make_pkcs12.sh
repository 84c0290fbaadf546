#!/bin/sh
# Makes tests/data/pkcs12.json: PKCS #12 containers of OpenSSL and of Java's keytool, with the pins that openssl gives.
# Run by hand where the file shall be made anew: sh tests/chain/make_pkcs12.sh > tests/data/pkcs12.json
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
password='pass:caf\303\251 1'
password=$(printf "$password")

make() { # NAME SUBJECT SIGNER EXTENSIONS
    openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
    openssl req -new -key "$1.key" -subj "$2" -out "$1.csr"
    printf '%s' "$4" > "$1.ext"
    if [ "$3" = self ]; then sign="-signkey $1.key"; else sign="-CA $3.pem -CAkey $3.key -CAcreateserial"; fi
    # shellcheck disable=SC2086
    openssl x509 -req -in "$1.csr" $sign -days 9000 -extfile "$1.ext" -out "$1.pem" 2>/dev/null
}
make root '/CN=Safe Root' self 'basicConstraints=critical,CA:true'
make inter '/CN=Safe Intermediate' root 'basicConstraints=critical,CA:true'
make leaf '/CN=safe.test' inter 'subjectAltName=DNS:safe.test'
cat inter.pem root.pem > authorities.pem

pin() { openssl x509 -in "$1" -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | openssl enc -base64; }

separator='{'
container() { # NAME PASSWORD CERTIFICATES
    printf '%s\n  "%s": {"password": "%s", "certificates": "%s", "base64": "%s"}' \
        "$separator" "$1" "$2" "$3" "$(openssl enc -base64 -A -in container.p12)"
    separator=','
    rm container.p12
}
export_chain() { openssl pkcs12 -export -inkey leaf.key -in leaf.pem -certfile authorities.pem -out container.p12 "$@"; }

chain='leaf inter root'
say='café 1'
export_chain -passout "$password"; container openssl "$say" "$chain"
export_chain -passout "$password" -legacy; container openssl-legacy "$say" "$chain"
for cipher in AES-128-CBC AES-192-CBC DES-EDE3-CBC; do
    export_chain -passout "$password" -certpbe "$cipher" -macalg sha1; container "openssl-$cipher" "$say" "$chain"
done
for cipher in PBE-SHA1-3DES PBE-SHA1-2DES PBE-SHA1-RC2-128 PBE-SHA1-RC4-128; do
    export_chain -passout "$password" -legacy -certpbe "$cipher"; container "openssl-$cipher" "$say" "$chain"
done
export_chain -passout "$password" -macalg sha512 -iter 50000; container openssl-sha512 "$say" "$chain"
export_chain -passout "$password" -nomac -certpbe AES-256-CBC; container openssl-nomac "$say" "$chain"
export_chain -passout "$password" -certpbe NONE; container openssl-readable "$say" "$chain"
export_chain -passout pass: ; container openssl-empty-password "" "$chain"
openssl pkcs12 -export -nokeys -in authorities.pem -passout "$password" -out container.p12; container openssl-nokeys "$say" 'inter root'
openssl pkcs12 -export -nocerts -inkey leaf.key -passout "$password" -out container.p12; container openssl-nocerts "$say" ''

openssl pkcs12 -export -inkey leaf.key -in leaf.pem -certfile authorities.pem -passout pass:changeit -out source.p12
keytool -importkeystore -srckeystore source.p12 -srcstorepass changeit -destkeystore container.p12 -deststoretype PKCS12 -deststorepass changeit 2>/dev/null >&2
container keytool changeit "$chain"
keytool -J-Dkeystore.pkcs12.legacy -importkeystore -srckeystore source.p12 -srcstorepass changeit -destkeystore container.p12 -deststoretype PKCS12 -deststorepass changeit 2>/dev/null >&2
container keytool-legacy changeit "$chain"
keytool -importcert -noprompt -alias root -file root.pem -keystore container.p12 -storetype PKCS12 -storepass changeit 2>/dev/null >&2
container keytool-trust-store changeit root

for name in leaf inter root; do printf ',\n  "pin of %s": "%s"' "$name" "$(pin "$name.pem")"; done
printf ',\n  "pem of leaf": "%s"' "$(openssl x509 -in leaf.pem | awk '{printf "%s\\n", $0}')"
printf '\n}\n'
