"""Bank transfer by VietQR, the QR code every Vietnamese banking app reads."""
