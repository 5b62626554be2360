// Package agekey writes X25519 keys as age does (https://age-encryption.org/v1): a
// public key as the recipient "age1…", a private key as the identity
// "AGE-SECRET-KEY-1…".
package agekey

import "strings"

const (
	recipientPrefix = "age"
	identityPrefix  = "age-secret-key-"
)

// Recipient writes a public key.
func Recipient(public [32]byte) string { return bech32(recipientPrefix, public) }

// Identity writes a private key.
func Identity(secret [32]byte) string { return strings.ToUpper(bech32(identityPrefix, secret)) }

// ParseRecipient reads exactly what Recipient writes.
func ParseRecipient(text string) (public [32]byte, ok bool) { return unbech32(recipientPrefix, text) }

// ParseIdentity reads exactly what Identity writes.
func ParseIdentity(text string) (secret [32]byte, ok bool) {
	if text != strings.ToUpper(text) {
		return secret, false
	}
	return unbech32(identityPrefix, strings.ToLower(text))
}
