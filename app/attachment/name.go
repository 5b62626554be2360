package attachment

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MostName bounds a name, in bytes.
const MostName = 100

// extensions by media type; the first is written.
var extensions = map[string][]string{PDF: {".pdf"}, JPEG: {".jpg", ".jpeg", ".jpe"}, PNG: {".png"}}

// CleanName gives a name that is safe to show and to write on any medium, with an
// extension that says what is in the file.
func CleanName(name, media string) string {
	name = shownName(name)
	extension := path.Ext(name)
	stem := strings.TrimSuffix(name, extension)
	known := false
	for _, list := range extensions {
		for _, e := range list {
			known = known || strings.EqualFold(e, extension)
		}
	}
	if !known {
		stem = name
	}
	extension = extensions[media][0]
	stem = cut(stem, MostName-len(extension))
	if reserved(stem) {
		stem = "_" + stem
	}
	return stem + extension
}

// shownName gives the last part of a path in Unicode form NFC, without control and
// bidirectional characters and what some system does not take in names.
func shownName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\ufeff', r == '\u2028', r == '\u2029':
			return -1
		case strings.ContainsRune(`<>:"|?*`, r):
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(norm.NFC.String(name), " .")
	if name == "" {
		return "sans nom"
	}
	return cut(name, MostName)
}

// cut shortens a text to whole characters.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return strings.TrimRight(text[:most], " .")
}

// reserved recognises the names that Windows keeps for devices.
func reserved(stem string) bool {
	stem, _, _ = strings.Cut(strings.ToUpper(stem), ".")
	switch stem {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(stem) == 4 && (stem[:3] == "COM" || stem[:3] == "LPT") && stem[3] >= '0' && stem[3] <= '9'
}
