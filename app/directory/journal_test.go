package directory_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// journal is a journal in memory.
type journal struct {
	acts      []directory.Sealed
	malformed int64
	random    *rand.ChaCha8
}

func newJournal() *journal { return &journal{random: rand.NewChaCha8([32]byte{7})} }

func (j *journal) SealedActs(visit func(directory.Sealed, bool) error) error {
	for _, s := range j.acts {
		if err := visit(s, s.Seq == j.malformed); err != nil {
			return err
		}
	}
	return nil
}

func (j *journal) add(t *testing.T, a directory.Act) {
	t.Helper()
	var head directory.JournalHead
	if n := len(j.acts); n > 0 {
		head = directory.JournalHead{Seq: j.acts[n-1].Seq, Hash: j.acts[n-1].Hash}
	}
	a.Seq = head.Seq + 1
	s, err := directory.Seal(a, int64(a.Poste), head.Hash, j.random)
	if err != nil {
		t.Fatal(err)
	}
	j.acts = append(j.acts, s)
}

// erase erases a person and notes it.
func (j *journal) erase(t *testing.T, person ident.UserID, names ...string) {
	t.Helper()
	for i := range j.acts {
		j.acts[i].Erase(person, names...)
	}
	j.add(t, directory.Act{Verb: directory.VerbUserDeleted, Subject: person})
}

func (j *journal) check(t *testing.T, anchors ...directory.JournalAnchor) directory.JournalReport {
	t.Helper()
	r, err := directory.VerifyJournal(j, anchors...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// told gives the damages as texts.
func told(r directory.JournalReport) (texts []string) {
	for _, d := range r.Damages {
		texts = append(texts, strings.TrimSpace(fmt.Sprint(d.Seq, " ", d.Kind, " ", d.Detail)))
	}
	return texts
}

var binta = ident.UserID{9}

func sampleJournal(t *testing.T) *journal {
	t.Helper()
	j := newJournal()
	at := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	j.add(t, directory.Act{At: at, By: awaID, ByName: "Awa Diop", Subject: binta, Verb: directory.VerbUserAdded,
		Details: []directory.Detail{{Name: "name", Value: "Binta Sow"}, {Name: "role", Value: "cashier"}}})
	j.add(t, directory.Act{At: at, By: binta, ByName: "Binta Sow", Subject: binta, Verb: directory.VerbSignedIn})
	j.add(t, directory.Act{At: at, By: awaID, ByName: "Awa Diop", Verb: directory.VerbBookAssigned,
		Details: []directory.Detail{{Name: "person", Value: "Binta Sow"}, {Name: "reason", Value: "congé"}}})
	j.add(t, directory.Act{At: at, By: moussa, ByName: "Moussa", Poste: 3, Origin: ident.PosteID{1}, Received: at, Verb: directory.VerbSignedIn})
	return j
}

func TestWhatIsChangedInTheJournalIsFound(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*journal)
		want   []string
	}{
		"nothing":             {func(*journal) {}, nil},
		"number":              {func(j *journal) { j.acts[3].Seq = 9 }, []string{"9 missing", "9 changed"}},
		"instant":             {func(j *journal) { j.acts[1].At = j.acts[1].At.Add(time.Second) }, []string{"2 changed"}},
		"author":              {func(j *journal) { j.acts[1].By = awaID }, []string{"2 changed"}},
		"subject":             {func(j *journal) { j.acts[1].Subject = awaID }, []string{"2 changed"}},
		"poste":               {func(j *journal) { j.acts[1].Poste++ }, []string{"2 changed"}},
		"verb":                {func(j *journal) { j.acts[1].Verb = directory.VerbFirstSignIn }, []string{"2 changed"}},
		"origin":              {func(j *journal) { j.acts[3].Origin = ident.PosteID{2} }, []string{"4 changed"}},
		"number on the poste": {func(j *journal) { j.acts[3].OriginSeq++ }, []string{"4 changed"}},
		"received":            {func(j *journal) { j.acts[3].Received = time.Time{} }, []string{"4 changed"}},
		"plain value":         {func(j *journal) { j.acts[0].Details[1].Value = "controller" }, []string{"1 changed"}},
		"name of a detail":    {func(j *journal) { j.acts[0].Details[1].Name = "level" }, []string{"1 changed"}},
		"personal value":      {func(j *journal) { j.acts[0].Details[0].Value = "Awa" }, []string{"1 value name"}},
		"salt":                {func(j *journal) { j.acts[0].Values[0].Salt[3]++ }, []string{"1 value name"}},
		"commitment":          {func(j *journal) { j.acts[0].Values[0].Sum[3]++ }, []string{"1 changed", "1 value name"}},
		"name":                {func(j *journal) { j.acts[1].ByName = "" }, []string{"2 value by"}},
		"no commitment":       {func(j *journal) { j.acts[1].Name = directory.Commitment{} }, []string{"2 changed", "2 value by"}},
		"a detail less":       {func(j *journal) { j.acts[0].Details = j.acts[0].Details[:1] }, []string{"1 changed"}},
		"hash":                {func(j *journal) { j.acts[1].Hash[0]++ }, []string{"2 changed", "3 order"}},
		"hash before":         {func(j *journal) { j.acts[1].Prev[0]++ }, []string{"2 order", "2 changed"}},
		"form":                {func(j *journal) { j.malformed = 2 }, []string{"2 form"}},
		"first gone":          {func(j *journal) { j.acts = j.acts[1:] }, []string{"2 missing"}},
		"one gone":            {func(j *journal) { j.acts = slices.Delete(j.acts, 1, 2) }, []string{"3 missing"}},
		"last gone":           {func(j *journal) { j.acts = j.acts[:3] }, []string{"4 cut"}},
		"last rewritten": {func(j *journal) {
			j.acts = j.acts[:3]
			j.add(t, directory.Act{Verb: directory.VerbSignedIn})
		}, []string{"4 anchor"}},
		"erased by hand":      {func(j *journal) { j.acts[0].Erase(binta) }, []string{"1 erased name"}},
		"name erased by hand": {func(j *journal) { j.acts[1].Erase(binta) }, []string{"2 erased by"}},
	} {
		t.Run(name, func(t *testing.T) {
			j := sampleJournal(t)
			anchor := j.check(t).Head.Anchor()
			c.change(j)
			r := j.check(t, anchor)
			if got := told(r); !slices.Equal(got, c.want) || r.Intact() != (len(c.want) == 0) {
				t.Errorf("damages %q, want %q", got, c.want)
			}
		})
	}
}

func TestAnErasedPersonLeavesTheJournalWhole(t *testing.T) {
	j := sampleJournal(t)
	anchor := j.check(t).Head.Anchor()
	j.erase(t, binta, "Binta Sow")
	r := j.check(t, anchor)
	if !r.Intact() || r.Acts != 5 || r.Erased != 3 {
		t.Errorf("report %+v", r)
	}
	if s := fmt.Sprintf("%+v", j.acts); strings.Contains(s, "Binta") {
		t.Error("the name is still there")
	}
	first, second, third := j.acts[0], j.acts[1], j.acts[2]
	if !first.IsErased(0) || first.IsErased(1) || first.NameErased || !second.NameErased || !third.IsErased(0) || third.IsErased(1) {
		t.Error("what is marked as erased is not what was erased")
	}
	if first.Erase(binta, "Binta Sow") {
		t.Error("what is gone was erased again")
	}
	j.acts[0].Details[0].Value = "Binta Sow"
	if got := told(j.check(t)); !slices.Equal(got, []string{"1 value name"}) {
		t.Errorf("a value put back gives %q", got)
	}
}

// Whatever is noted and whoever is erased in between, the journal verifies, goes
// on from every anchor it ever had, and says nothing of who is gone.
func TestTheJournalAlwaysVerifies(t *testing.T) {
	for seed := range uint64(40) {
		choose := rand.New(rand.NewPCG(seed, 1))
		j, anchors, gone := newJournal(), []directory.JournalAnchor(nil), []string(nil)
		for i := range 60 {
			person := ident.UserID{byte(1 + choose.IntN(5)), byte(len(gone))}
			name := fmt.Sprintf("Personne-%d-%d.", person[0], person[1])
			if choose.IntN(12) == 0 {
				j.erase(t, person, name)
				gone = append(gone, name)
				continue
			}
			a := directory.Act{At: time.Unix(int64(i), 0), By: person, ByName: name, Verb: directory.VerbUserEdited, Poste: choose.IntN(3)}
			for range choose.IntN(4) {
				a.Details = append(a.Details, directory.Detail{
					Name: []string{"name", "reason", "role", ""}[choose.IntN(4)], Value: strings.Repeat("é\x00", choose.IntN(4)),
				})
			}
			j.add(t, a)
			anchors = append(anchors, j.check(t).Head.Anchor())
		}
		if r := j.check(t, anchors...); !r.Intact() || r.Acts != 60 {
			t.Fatalf("seed %d: %v", seed, told(r))
		}
		text := fmt.Sprintf("%+v", j.acts)
		for _, name := range gone {
			if strings.Contains(text, name) {
				t.Errorf("seed %d: %s is still named", seed, name)
			}
		}
	}
}

func TestAnchorsAreRead(t *testing.T) {
	a := directory.JournalAnchor{Seq: 412, Symbols: "K701"}
	for _, text := range []string{a.String(), " 412 - k7oI\n", "412-K70L"} {
		if got, err := directory.ParseJournalAnchor(text); err != nil || got != a {
			t.Errorf("%q gives %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "412", "412-K70", "412-K7011", "-5-ABCD", "x-ABCD", "99999999999999999999-ABCD"} {
		if _, err := directory.ParseJournalAnchor(text); !isKind(err, fault.Invalid) {
			t.Errorf("%q gives %v", text, err)
		}
	}
	if text := (directory.JournalHead{}).Anchor().String(); text != "" {
		t.Errorf("an empty journal has the anchor %q", text)
	}
}

func isKind(err error, want fault.Kind) bool {
	kind, _ := fault.KindOf(err)
	return kind == want
}
