package e2e

import (
	"path/filepath"
	"testing"
)

func TestThirdDoorShowsTheSample(t *testing.T) {
	d := newDesktop(t)
	data := filepath.Join(t.TempDir(), "comptoir")
	w := d.launch(data)
	w.await("screen welcome.doors")
	w.reach("door sample")
	w.mark()
	w.key("Return")
	w.await("screen welcome.sample")
	w.press("Préparer l'exemple")
	w.await("sample made")
	w.await("screen welcome.people")
	w.shoot("sample-people")
	w.reach("person awa.diop@eauvive.example")
	w.mark()
	w.key("Return")
	w.await("screen dashboard")
	w.shoot("sample-dashboard")
	w.openBook()
	w.shoot("sample-cash-book")
	w.close()

	w = d.launch(filepath.Join(data, "exemple", "siege"), "--theme", "dark")
	w.signIn("ndeye.fall@eauvive.example", "eau-vive-siege")
	for _, section := range []string{"tasks", "users", "postes"} {
		w.section(section)
		w.await("grid " + section)
		w.shoot(section)
	}
}
