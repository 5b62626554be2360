package ident_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const canonical = "0191e0a4-7b1c-7c3e-9d52-3f6f1c2b4a5d"

func TestParseAcceptsOneSpelling(t *testing.T) {
	id, err := parseBook(canonical)
	if err != nil || id.String() != canonical {
		t.Fatalf("Parse = %v, %v", id, err)
	}
	refused := []string{
		"", "0191e0a47b1c7c3e9d523f6f1c2b4a5d",
		"0191E0A4-7B1C-7C3E-9D52-3F6F1C2B4A5D",
		"{" + canonical + "}", "urn:uuid:" + canonical, canonical + " ", canonical + canonical,
		"00000000-0000-0000-0000-000000000000", "g191e0a4-7b1c-7c3e-9d52-3f6f1c2b4a5d",
	}
	for _, text := range refused {
		if id, err := parseBook(text); !errors.Is(err, fault.Invalid) || !id.IsZero() {
			t.Errorf("Parse(%q) = %v, %v, want fault.Invalid", text, id, err)
		}
	}
}

func TestFromBytes(t *testing.T) {
	id, _ := parseBook(canonical)
	again, err := bookFromBytes(id[:])
	if err != nil || again != id {
		t.Errorf("FromBytes = %v, %v, want %v", again, err, id)
	}
	if none, err := bookFromBytes(nil); err != nil || !none.IsZero() {
		t.Errorf("FromBytes(nil) = %v, %v, want zero", none, err)
	}
	for _, length := range []int{1, 15, 17, 4_096} {
		if _, err := bookFromBytes(make([]byte, length)); !errors.Is(err, fault.Invalid) {
			t.Errorf("FromBytes of %d bytes: %v, want fault.Invalid", length, err)
		}
	}
}

func TestTextRoundTrip(t *testing.T) {
	id, _ := parseBook(canonical)
	for _, want := range []ident.BookID{{}, id} {
		text, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got ident.BookID
		if err := json.Unmarshal(text, &got); err != nil || got != want {
			t.Errorf("%s reads as %v, %v, want %v", text, got, err, want)
		}
	}
}

func TestUnmarshalKeepsTheValueWhenItFails(t *testing.T) {
	id, _ := parseBook(canonical)
	kept := id
	if err := kept.UnmarshalText([]byte("nonsense")); !errors.Is(err, fault.Invalid) || kept != id {
		t.Errorf("UnmarshalText = %v, value %v", err, kept)
	}
}

// parseBook and bookFromBytes stand for every kind of identifier.
func parseBook(text string) (ident.BookID, error) {
	var id ident.BookID
	err := parseInto(text, &id)
	return id, err
}

func parseInto[K any](text string, id *ident.ID[K]) (err error) {
	*id, err = ident.Parse[K](text)
	return err
}

func bookFromBytes(b []byte) (ident.BookID, error) {
	var id ident.BookID
	err := bytesInto(b, &id)
	return id, err
}

func bytesInto[K any](b []byte, id *ident.ID[K]) (err error) {
	*id, err = ident.FromBytes[K](b)
	return err
}
