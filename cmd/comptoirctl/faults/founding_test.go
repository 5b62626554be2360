package faults

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// founding makes the scene and keeps the first thing that goes wrong.
type founding struct {
	scene
	err error
}

// makeScene founds the organisation and joins the site, with the built program
// alone, in sceneDir.
func makeScene() error {
	f := founding{scene: scene{sceneDir}}
	f.err = os.MkdirAll(f.path("stick"), 0o700)
	for name, text := range map[string]string{
		"pw": "une phrase pour le siège", "pw2": "une phrase pour Kolda", "pw3": "une phrase pour approuver",
		"pw4": "une phrase nouvelle", "phrase": "une phrase pour les sauvegardes", "facture.pdf": invoice, "stick/facture2.pdf": invoice + "% 2",
		"stick/2026.journal": ledger,
	} {
		if f.err == nil {
			f.err = os.WriteFile(f.path(name), []byte(text+"\n"), 0o600)
		}
	}
	f.found()
	f.join()
	f.keep()
	return f.err
}

// invoice is a document as small as they get.
const invoice = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"

// ledger is the ledger of another program.
const ledger = "2026-10-05 * Riz\n    6053    750 XOF\n    5211\n\n2026-10-06 Vente\n    6053    10 XOF\n    5211\n"

func (f *founding) found() {
	f.do(admin, "org create --name Eau~Vive --country SN --currency XOF --admin admin@eauvive.example")
	f.do(admin, "project add --code P01 --name Forages~Kolda")
	f.do(admin, "chart choose P01 syscohada")
	f.do(admin, "year add P01 2026 --first 1.1.26 --last 31.12.26")
	f.do(admin, "book add --project P01 --type cash --name Caisse~Kolda")
	f.do(admin, "journal add --project P01 --code OD --class general --name Opérations~diverses")
	f.do(admin, "user add --email fatou@eauvive.example --first-name Fatou --last-name Sarr")
	f.do(admin, "role grant fatou@eauvive.example finance-manager --organisation")
	f.do(fatou, "account activate --code "+f.do(admin, "user activate fatou@eauvive.example --json", `"activation_code":"([^"]+)"`))
	f.do(admin, "user add --email awa@eauvive.example --first-name Awa --last-name Diop --job Caissière")
	f.do(admin, "role grant awa@eauvive.example cashier --project P01")
	f.do(admin, "role grant awa@eauvive.example accountant-advanced --project P01")
	f.do(admin, "book assign P01/1 awa@eauvive.example")
	f.do(admin, "journal assign P01/OD --responsible awa@eauvive.example")
}

func (f *founding) join() {
	code := f.do(admin, "user activate awa@eauvive.example --json", `"activation_code":"([^"]+)"`)
	fingerprint := f.do(admin, "org fingerprint", `(\S+)`)
	if f.err == nil {
		f.err = os.WriteFile(f.path("fingerprint"), []byte(fingerprint), 0o600)
	}
	f.do(site, "import "+f.do(admin, "usr export --user awa@eauvive.example --out stick", `(\S+\.usr)`)+" --trust "+fingerprint)
	f.do(awa, "account activate --code "+code)
	for _, module := range []string{"accounting", "cashbook"} {
		request := f.do(awa, "module request --module "+module+" --label Portable~Awa --location Kolda --out stick", `(\S+\.req)`)
		f.do(site, "import "+f.do(admin, "module approve "+request+" --out stick", `(\S+\.rep)`))
	}
}

// keep enters something in the book and in the journal.
func (f *founding) keep() {
	f.do(awa, "voucher add P01/1 --in 250000 --text Approvisionnement")
	f.do(awa, "voucher add P01/1 --out 12500 --text Carburant --attach facture.pdf")
	f.do(awa, "post P01/OD --debit 6053=12500 --credit 5211=12500 --text Carburant --date 10.9.26 --attach facture.pdf")
	f.do(awa, "post P01/OD --debit 6053=800 --credit 5211=800 --text Piles --date 29.9.26")
}

// do carries out a command line, in which a tilde stands for a space inside a
// word, and gives what the pattern finds in its output.
func (f *founding) do(p person, line string, pattern ...string) string {
	if f.err != nil {
		return ""
	}
	args := strings.Fields(line)
	for i, arg := range args {
		args[i] = strings.ReplaceAll(arg, "~", " ")
	}
	cmd := f.command(p, args...)
	var errs strings.Builder
	cmd.Stderr = &errs
	output, err := cmd.Output()
	if err != nil {
		f.err = fmt.Errorf("%s: %w\n%s", line, err, errs.String())
		return ""
	}
	if len(pattern) == 0 {
		return ""
	}
	found := regexp.MustCompile(pattern[0]).FindSubmatch(output)
	if found == nil {
		f.err = fmt.Errorf("%s does not print %s:\n%s", filepath.Base(line), pattern[0], output)
		return ""
	}
	return string(found[1])
}
