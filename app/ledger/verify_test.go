package ledger_test

import (
	"crypto/sha256"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// link is an entry with its content.
type link struct {
	entry   ledger.Entry
	content text
}

// chain makes five links: three vouchers, a revision of the second and a
// reversal of the first.
func chain() []link {
	var head ledger.Head
	var links []link
	add := func(content text, change func(*ledger.Entry)) {
		e := sample()
		e.Revision, e.Reverses, e.Number = 0, 0, 0
		change(&e)
		e = head.Next(e, content)
		head = head.After(e)
		links = append(links, link{e, content})
	}
	plain := func(*ledger.Entry) {}
	add("one", plain)
	add("two", plain)
	add("three", plain)
	add("two, corrected", func(e *ledger.Entry) { e.Number, e.Revision = 2, 1 })
	add("cancels one", func(e *ledger.Entry) { e.Reverses = 1 })
	return links
}

// rehash gives the links from index at on their place in the chain again, as
// somebody who knows the format would after a change.
func rehash(links []link, at int) []link {
	for i := at; i < len(links); i++ {
		e := &links[i].entry
		if i > 0 {
			e.Prev = links[i-1].entry.Hash
		}
		e.Hash = e.Sum(links[i].content)
	}
	return links
}

func verify(links []link, after ledger.Head) (ledger.Head, error) {
	v := ledger.NewVerifier(sample().Book, after)
	for _, l := range links {
		if err := v.Check(&l.entry, l.content); err != nil {
			return v.Head(), err
		}
	}
	return v.Head(), nil
}

func TestVerifyIntactChain(t *testing.T) {
	links := chain()
	head, err := verify(links, ledger.Head{})
	if want := (ledger.Head{Seq: 5, Number: 4, Hash: links[4].entry.Hash}); err != nil || head != want {
		t.Errorf("verify = %+v, %v, want %+v", head, err, want)
	}
}

func TestVerifyFromATrustedHead(t *testing.T) {
	links := chain()
	for n := range links {
		middle, err := verify(links[:n], ledger.Head{})
		if err != nil {
			t.Fatal(err)
		}
		if end, err := verify(links[n:], middle); err != nil || end.Hash != links[4].entry.Hash {
			t.Errorf("from entry %d: %+v, %v", n, end, err)
		}
	}
}

func TestVerifyFindsEveryChangedField(t *testing.T) {
	fields := reflect.TypeFor[ledger.Entry]()
	for i := range chain() {
		for f := range fields.NumField() {
			links := chain()
			mutate(t, reflect.ValueOf(&links[i].entry).Elem().Field(f))
			if head, err := verify(links, ledger.Head{}); !errors.Is(err, fault.Forged) || head.Seq != int64(i) {
				t.Errorf("%s of entry %d changed: %v after %d entries", fields.Field(f).Name, i+1, err, head.Seq)
			}
		}
		links := chain()
		links[i].content += "."
		if _, err := verify(links, ledger.Head{}); !errors.Is(err, fault.Forged) {
			t.Errorf("content of entry %d changed: %v", i+1, err)
		}
	}
}

// mutate changes a field of any of the kinds that entries have.
func mutate(t *testing.T, field reflect.Value) {
	t.Helper()
	switch {
	case field.CanInt():
		field.SetInt(field.Int() + 1)
	case field.Kind() == reflect.Array:
		last := field.Index(field.Len() - 1)
		last.SetUint(last.Uint() ^ 1)
	case field.Type() == reflect.TypeFor[time.Time]():
		field.Set(reflect.ValueOf(field.Interface().(time.Time).Add(time.Second)))
	default:
		t.Fatalf("no way to change a %s", field.Type())
	}
}

// Whoever recomputes all hashes after a change still can not break the rules of
// a chain.
func TestVerifyNamesTheFlaw(t *testing.T) {
	entry := func(i int, change func(*ledger.Entry)) func([]link) []link {
		return func(links []link) []link {
			change(&links[i].entry)
			return rehash(links, i)
		}
	}
	tests := map[string][]func([]link) []link{
		"ledger.sequence": {
			func(l []link) []link { return slices.Delete(l, 1, 2) },
			func(l []link) []link { return slices.Delete(l, 0, 1) },
			func(l []link) []link { return slices.Insert(l, 2, l[1]) },
			func(l []link) []link { l[1], l[2] = l[2], l[1]; return l },
			entry(4, func(e *ledger.Entry) { e.Seq = 6 }),
		},
		"ledger.link": {
			func(l []link) []link { l[1].content = "rewritten"; return append(rehash(l[:2], 1), chain()[2:]...) },
			func(l []link) []link {
				l[0].entry.Prev[0] = 1
				l[0].entry.Hash = l[0].entry.Sum(l[0].content)
				return l
			},
		},
		"ledger.hash":   {func(l []link) []link { l[2].content = "rewritten"; return l }},
		"ledger.book":   {entry(4, func(e *ledger.Entry) { e.Book = ident.BookID{1} })},
		"ledger.number": {entry(2, func(e *ledger.Entry) { e.Number = 4 }), entry(2, func(e *ledger.Entry) { e.Number = 2 })},
		"ledger.revision": {
			entry(3, func(e *ledger.Entry) { e.Revision = 2 }),
			entry(3, func(e *ledger.Entry) { e.Revision = -1 }),
			entry(3, func(e *ledger.Entry) { e.Number = 4 }),
			entry(3, func(e *ledger.Entry) { e.Number = 0 }),
			entry(4, func(e *ledger.Entry) { e.Number, e.Revision, e.Reverses = 2, 1, 0 }),
		},
		"ledger.reversal": {
			entry(4, func(e *ledger.Entry) { e.Reverses = 4 }),
			entry(4, func(e *ledger.Entry) { e.Reverses = 5 }),
			entry(4, func(e *ledger.Entry) { e.Reverses = -1 }),
			func(l []link) []link { l[3].entry.Reverses = 1; return rehash(l[:4], 3) },
			func(l []link) []link {
				again := l[4]
				again.entry.Seq, again.entry.Number = 6, 5
				return rehash(append(l, again), 5)
			},
		},
		"ledger.epoch": {entry(4, func(e *ledger.Entry) { e.Epoch = 1 })},
	}
	for key, changes := range tests {
		for i, change := range changes {
			_, err := verify(change(chain()), ledger.Head{})
			var found *fault.Error
			if !errors.As(err, &found) || found.Kind != fault.Forged || found.Key != key {
				t.Errorf("change %d: %v, want %s", i, err, key)
			}
		}
	}
}

func TestVerifySaysWhere(t *testing.T) {
	links := chain()
	links[2].content = "rewritten"
	_, err := verify(links, ledger.Head{})
	var found *fault.Error
	if !errors.As(err, &found) {
		t.Fatal(err)
	}
	want := fault.Args{"Seq": int64(3), "Found": int64(3), "Number": int64(3), "Day": links[2].entry.Day}
	if !reflect.DeepEqual(found.Args, want) {
		t.Errorf("damage at %v, want %v", found.Args, want)
	}
}

func TestVerifyDoesNotAllocatePerEntry(t *testing.T) {
	entries, body := longChain(1_001)
	v := ledger.NewVerifier(sample().Book, ledger.Head{})
	next := 0
	allocations := testing.AllocsPerRun(1_000, func() { // calls it once more, to warm up
		if err := v.Check(&entries[next], body); err != nil {
			t.Fatal(err)
		}
		next++
	})
	if allocations > 0 {
		t.Errorf("%v allocations per entry", allocations)
	}
}

func BenchmarkVerify(b *testing.B) {
	entries, body := longChain(10_000)
	size := len(body.AppendBody(entries[0].AppendHeader(nil)))
	b.SetBytes(int64(size * len(entries)))
	for b.Loop() {
		v := ledger.NewVerifier(sample().Book, ledger.Head{})
		for i := range entries {
			if err := v.Check(&entries[i], body); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkSHA256 is what BenchmarkVerify can reach at best.
func BenchmarkSHA256(b *testing.B) {
	entries, body := longChain(1)
	message := body.AppendBody(entries[0].AppendHeader(nil))
	b.SetBytes(int64(len(message)))
	for b.Loop() {
		sha256.Sum256(message)
	}
}

func longChain(length int) ([]ledger.Entry, ledger.Content) {
	body := text("Carburant mission Vélingara, station Total, bon B-102")
	entries := make([]ledger.Entry, length)
	var head ledger.Head
	for i := range entries {
		e := sample()
		e.Revision, e.Reverses = 0, 0
		entries[i] = head.Next(e, body)
		head = head.After(entries[i])
	}
	return entries, body
}
