"""react-native-ssl-public-key-pinning: TrustKit on iOS, OkHttp on Android."""
