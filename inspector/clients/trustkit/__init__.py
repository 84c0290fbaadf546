"""TrustKit: pins of iOS and macOS apps, in code or in Info.plist."""
