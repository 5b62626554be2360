package users_test

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

// TestTenThousandUsersDoNotSlowTyping prints how long an administrator of ten
// thousand users waits. The limits are ten times those of the specification,
// since tests run on busy machines; a table that reads or draws everybody at
// each key is slower than that.
func TestTenThousandUsersDoNotSlowTyping(t *testing.T) {
	const count = 10_000
	c := atHeadOffice(t)
	rows := make([][]string, count)
	for i := range rows {
		rows[i] = []string{fmt.Sprintf("N'Diaye %d", i), fmt.Sprintf("u%d@eauvive.example", i)}
	}
	titles := []string{"Nom", "E-mail"}
	m := roster.NewCatalogue(nil).Guess(titles)
	uitest.Must(c.Session.ImportUsers(t.Context(), roster.NewCatalogue(nil).Newcomers(rows, 2, m, uitest.Day, 0), titles, m, func(int, int) {}))(t)
	took := func(what string, limit time.Duration, work func()) {
		begin := time.Now()
		work()
		spent := time.Since(begin)
		t.Logf("%s: %v", what, spent.Round(time.Millisecond))
		if spent > 10*limit {
			t.Errorf("%s took %v", what, spent)
		}
	}
	took("open", 300*time.Millisecond, func() { c.desk.Open(desk.Users) })
	c.Await("screen users")
	c.Want("10\u202f002 utilisateurs")
	c.Chord(fyne.KeyF)
	for _, r := range "diaye 1234" {
		took(fmt.Sprintf("key %q", r), 50*time.Millisecond, func() { c.Window.Canvas().Focused().TypedRune(r) })
	}
	c.Want("1 utilisateur", "N'Diaye 1234")
	var memory runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&memory)
	t.Logf("heap: %d MiB", memory.HeapAlloc>>20)
}
