package directory

import (
	"regexp"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// bankNumberMax is the longest account number, that of an IBAN (ISO 13616).
const bankNumberMax = 34

var (
	// iban begins with a country and two check digits.
	iban = regexp.MustCompile(`^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$`)
	// bceao are the national numbers of the West African union, the only ones that
	// begin in the same way: bank with its country, branch, account, key.
	bceao = regexp.MustCompile(`^(BF|BJ|CI|GW|ML|NE|SN|TG)[0-9]{3}[A-Z0-9]{17}[0-9]{2}$`)
	// national is any other number.
	national = regexp.MustCompile(`^[A-Z0-9]{4,34}$`)
	// rib is a French « relevé d'identité bancaire »: bank, branch, account, key.
	rib = regexp.MustCompile(`^[0-9]{10}[A-Z0-9]{11}[0-9]{2}$`)
)

// ibanLengths are those of countries where organisations of this kind bank
// (SWIFT, IBAN registry). The check digits hold for all others.
var ibanLengths = map[string]int{
	"BE": 16, "BF": 28, "BI": 27, "BJ": 28, "CF": 27, "CG": 27, "CH": 21, "CI": 28, "CM": 27, "CV": 25, "DE": 22, "DJ": 27, "DZ": 26,
	"ES": 24, "FR": 27, "GA": 27, "GB": 22, "GQ": 27, "GW": 25, "IT": 27, "KM": 27, "LU": 20, "MA": 28, "MC": 27, "MG": 27, "ML": 28,
	"MR": 27, "MU": 30, "NE": 28, "NL": 18, "PT": 25, "SN": 28, "TD": 27, "TG": 28, "TN": 24,
}

// ParseBankNumber gives an account number without its spaces, dots and hyphens.
// An IBAN must have its country's length and right check digits (ISO 13616,
// ISO 7064 MOD 97-10), a French RIB its key; other national numbers have no
// check that all banks keep to.
func ParseBankNumber(text string) (string, error) {
	number := strings.ToUpper(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \u00a0\u202f.-", r) {
			return -1
		}
		return r
	}, text))
	beginsAsIBAN := len(number) >= 4 && iban.MatchString(number[:4]+strings.Repeat("0", 11))
	switch {
	case bceao.MatchString(number):
		return number, nil
	case beginsAsIBAN && !goodIBAN(number):
		return "", fault.New(fault.Invalid, "directory.iban", fault.Args{"Text": fault.Excerpt(number)})
	case beginsAsIBAN:
		return number, nil
	case !national.MatchString(number):
		return "", fault.New(fault.Invalid, "directory.bank-number", fault.Args{"Text": fault.Excerpt(text), "Max": bankNumberMax})
	case rib.MatchString(number) && !goodRIB(number):
		return "", fault.New(fault.Invalid, "directory.rib", fault.Args{"Text": fault.Excerpt(number)})
	}
	return number, nil
}

func goodIBAN(number string) bool {
	if !iban.MatchString(number) {
		return false
	}
	if length, known := ibanLengths[number[:2]]; known && len(number) != length {
		return false
	}
	return mod97(number[4:]+number[:4], func(r byte) int { return int(r-'A') + 10 }) == 1
}

// goodRIB holds the number with its key against 97; letters count as the digits
// on the keys of a telephone of banks: A and J are 1, S is 2.
func goodRIB(number string) bool {
	return mod97(number, func(r byte) int {
		switch {
		case r <= 'I':
			return int(r-'A') + 1
		case r <= 'R':
			return int(r-'J') + 1
		}
		return int(r-'S') + 2
	}) == 0
}

func mod97(number string, letter func(byte) int) int {
	rest := 0
	for _, r := range []byte(number) {
		value, scale := int(r-'0'), 10
		if r >= 'A' {
			if value = letter(r); value >= 10 {
				scale = 100
			}
		}
		rest = (rest*scale + value) % 97
	}
	return rest
}

// FormatBankNumber sets a number in groups of four, as it is printed.
func FormatBankNumber(number string) string {
	var groups []string
	for len(number) > 4 {
		groups, number = append(groups, number[:4]), number[4:]
	}
	return strings.Join(append(groups, number), " ")
}
