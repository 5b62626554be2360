package storage

import "testing"

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"":                           "",
		"Vélingara":                  "velingara",
		"VE\u0301LINGARA":            "velingara", // combining accent
		"Œuvre d'Élève":              "oeuvre d'eleve",
		"Æsop ß Ø Ł Đ":               "aesop ss o l d",
		"ＦＵＬＬ":                       "full",
		"n°\u00a0117":                "n° 117",
		"İstanbul ılık":              "istanbul ilik",
		"Ñandú ção":                  "nandu cao",
		"tab\tline\nzero\x00del\x7f": "tab line zero del ",
		"a\xf1\u0106":                "a\ufffdc",
		"日本 \U0001F4A7":              "日本 \U0001F4A7",
	} {
		if got := fold(text); got != want {
			t.Errorf("fold(%q) = %q, want %q", text, got, want)
		}
		if again := fold(want); again != want {
			t.Errorf("fold(%q) = %q: folding twice is not folding once", want, again)
		}
	}
}

func TestSearchableKeepsFieldsApart(t *testing.T) {
	if got := searchable("Aé\nb", "", "C"); got != "ae b\n\nc" {
		t.Errorf("searchable = %q", got)
	}
}

func TestContainingTakesEverythingAsItIs(t *testing.T) {
	if got := containing(`50%_É\`); got != `%50\%\_e\\%` {
		t.Errorf("containing = %s", got)
	}
}

func FuzzFold(f *testing.F) {
	f.Add("Vélingara")
	f.Add("\xff\n\u0345")
	f.Fuzz(func(t *testing.T, text string) {
		once := fold(text)
		if twice := fold(once); twice != once {
			t.Errorf("fold(%q) = %q, and again %q", text, once, twice)
		}
	})
}
