package factor_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/pquerna/otp/totp"

	"github.com/comptoir/comptoir/app/ui/factor"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

// bench is a window that shows nothing but the pages of a way.
type bench struct {
	*uitest.Bench
	office     *uitest.Office
	way        *factor.Way
	done, back int
}

// begun is the administrator, whose password was right.
func begun(t *testing.T) *bench {
	t.Helper()
	b := &bench{Bench: uitest.New(t), office: uitest.NewOffice(t)}
	b.signIn(uitest.Must(b.office.Session.Again(t.Context(), uitest.AdminPassword))(t))
	return b
}

func (b *bench) signIn(e *workspace.Entry) {
	b.done, b.back = 0, 0
	shell := kit.NewShell(b.Services)
	b.way = &factor.Way{
		Services: b.Services, Entry: e, Done: func() { b.done++ }, Back: func() { b.back++ },
		Show: func(p factor.Page) {
			content := kit.VStack(8, kit.NewText(p.Title, kit.Title), p.Content)
			for _, button := range p.Buttons {
				content.Add(button)
			}
			shell.Show(kit.Screen{Name: p.Name, Content: content, Focus: p.Focus})
		},
	}
}

// code gives what an application shows that was given the secret which the window
// shows.
func (b *bench) code() string {
	b.T.Helper()
	b.Reach("button Copier")
	b.Key(fyne.KeyReturn)
	secret := fyne.CurrentApp().Clipboard().Content()
	return uitest.Must(totp.GenerateCode(secret, b.office.Now))(b.T)
}

// enrol goes through the enrolment and gives the recovery codes.
func (b *bench) enrol() []string {
	b.T.Helper()
	b.way.Enrol()
	b.Await("screen factor-enrol")
	b.Await("factor secret shown")
	code := b.code()
	b.Fill("factor-first", code)
	b.Key(fyne.KeyReturn)
	b.Await("factor enrolled")
	b.Await("recovery codes shown")
	b.Reach("button Copier")
	b.Key(fyne.KeyReturn)
	return strings.Fields(fyne.CurrentApp().Clipboard().Content())
}

// One goes on only once the recovery codes are said to be noted.
func TestEnrolmentShowsRecoveryCodesOnce(t *testing.T) {
	b := begun(t)
	codes := b.enrol()
	if len(codes) != 10 {
		t.Fatalf("codes %q", codes)
	}
	b.Want(codes...)
	b.Click("Terminer")
	if b.done != 0 {
		t.Fatal("it goes on although nothing was noted")
	}
	b.Open("codes-noted")
	b.Press("Terminer")
	if b.done != 1 {
		t.Error("it does not go on")
	}
}

// A wrong code is told, and the field is empty for the next.
func TestWrongFirstCodeEnrolsNothing(t *testing.T) {
	b := begun(t)
	b.way.Enrol()
	b.Await("factor secret shown")
	b.Fill("factor-first", "000000")
	b.Key(fyne.KeyReturn)
	b.Await("notice refused")
	if strings.Contains(b.Trace(), "factor enrolled") {
		t.Error("it is enrolled")
	}
	b.Fill("factor-first", b.code())
	b.Key(fyne.KeyReturn)
	b.Await("factor enrolled")
}

// At the next sign-in a code is asked for, of the application or a recovery code, and
// each recovery code serves once.
func TestProvingTakesRecoveryCodesOnce(t *testing.T) {
	b := begun(t)
	codes := b.enrol()
	again := func() *workspace.Entry {
		b.office.Now = b.office.Now.Add(time.Minute)
		return uitest.Must(b.office.Enter(t.Context(), uitest.AdminName, uitest.AdminPassword))(t)
	}
	for n, c := range []struct {
		code string
		done int
	}{{"123", 0}, {codes[3], 1}, {codes[3], 0}, {codes[4], 1}} {
		b.signIn(again())
		b.way.Prove()
		b.Await("screen factor")
		b.Want("Téléphone perdu ?")
		b.Fill("factor", c.code)
		b.Key(fyne.KeyReturn)
		if b.done != c.done {
			t.Errorf("%d, %s: done %d, want %d", n, c.code, b.done, c.done)
		}
	}
}

func TestProvingCanBeGivenUp(t *testing.T) {
	b := begun(t)
	b.enrol()
	b.signIn(uitest.Must(b.office.Enter(t.Context(), uitest.AdminName, uitest.AdminPassword))(t))
	b.way.Prove()
	b.Press("Retour")
	if b.back != 1 || b.done != 0 {
		t.Errorf("back %d, done %d", b.back, b.done)
	}
}
