// Pins for api.bank.test, read 2026-11-24 08:30 UTC. Any one of them is enough.
// Covers exactly api.bank.test, no name below it.
// OkHttp pins never expire: ship new pins before the old keys go.

import okhttp3.CertificatePinner;
import okhttp3.OkHttpClient;

public final class PinnedHttp {
    public static final CertificatePinner CERTIFICATE_PINNER = new CertificatePinner.Builder()
        .add(
            "api.bank.test",
            // leaf: api.bank.test, valid to 2027-01-10
            "sha256/n5EWH0NDPkmm3m22gNefYBWfLkrJFyYhoShGQoFYRAs=",
            // intermediate: Issuing R1, valid to 2029-05-01
            "sha256/l0KJohaxi2pVXSvcpTHnkfpLdBIhLdDRwdtmR1H/wcE=",
            // backup, not in the chain of 2026-11-24: private key next.pem
            "sha256/zy2XBnNpgvsmFlbS5xI0TDw4vZSzSkROpPPOl1kc1I8="
        )
        .build();

    public static final OkHttpClient CLIENT = new OkHttpClient.Builder()
        .certificatePinner(CERTIFICATE_PINNER)
        .build();

    private PinnedHttp() {}
}
