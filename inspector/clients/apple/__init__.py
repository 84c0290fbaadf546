"""Apple's Identity Pinning: `NSPinnedDomains`."""
