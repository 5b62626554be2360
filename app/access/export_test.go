package access

import "time"

// CodeAt gives the code that an application shows at an instant.
func CodeAt(s OTPSecret, at time.Time) int { return hotp(s[:], uint64(stepAt(at))) }
