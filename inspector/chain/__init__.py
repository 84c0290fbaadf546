"""What a certificate, a key, a name, a pin, a layer, a path and a finding are: values and rules."""
