// Package cmd_test holds the architecture as a test: every package says here
// what it may import, and whatever is not said is refused.
package cmd_test

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/comptoir/comptoir/"

// rule says what one package may import besides the standard library.
type rule struct {
	ours   []string // packages of this module; "x/..." allows the folder x and all below
	others []string // module paths of other people's packages, by prefix
	pure   bool     // a rule of the trade: no files, network, log, SQL, randomness
	why    string
}

// impure are the standard packages that a pure package does without, with all
// below them. What they would do is handed in as an argument.
var impure = []string{
	"crypto/rand", "database", "io/ioutil", "log", "math/rand", "net", "os",
	"os/exec", "path/filepath", "syscall", "testing", "unsafe",
}

var domain = []string{
	"app/access", "app/accounting", "app/bankfile", "app/calendar", "app/cashbook", "app/chart", "app/directory", "app/fault", "app/funds",
	"app/ident", "app/ledger", "app/mail", "app/mark", "app/money", "app/receipt", "app/roster", "app/transit",
}

var table = map[string]rule{
	"app/fault":    {pure: true, why: "everything may fail, so this stands at the bottom"},
	"app/ident":    {pure: true, ours: []string{"app/fault"}, others: []string{"github.com/google/uuid"}, why: "identifiers are values"},
	"app/calendar": {pure: true, ours: []string{"app/fault"}, why: "a civil day is a value"},
	"app/money":    {pure: true, ours: []string{"app/fault"}, why: "an amount is a value"},
	"app/mark":     {pure: true, ours: []string{"app/fault", "app/ident"}, why: "order and trusted time are rules; storage keeps the marks"},
	"app/transit":  {pure: true, ours: []string{"app/fault", "app/ident"}, why: "what becomes of files is told, not done, here"},
	"app/ledger":   {pure: true, ours: []string{"app/calendar", "app/fault", "app/ident", "app/money"}, why: "the kernel knows no module"},
	"app/access":   {pure: true, ours: []string{"app/fault", "app/ident"}, others: []string{"golang.org/x/crypto/argon2", "golang.org/x/text"}, why: "salt and time are arguments"},
	"app/directory": {
		pure: true, ours: []string{"app/calendar", "app/fault", "app/ident", "app/ledger", "app/mark", "app/money"},
		others: []string{"golang.org/x/text"}, why: "who may do what is decided here, without SQL and screens",
	},
	"app/roster": {
		pure: true, ours: []string{"app/calendar", "app/directory", "app/fault", "app/ident"},
		why: "who is shown, by what and in which order, is decided in memory",
	},
	"app/cashbook": {
		pure: true, ours: []string{"app/calendar", "app/chart", "app/directory", "app/fault", "app/ident", "app/ledger", "app/money"},
		others: []string{"golang.org/x/text"}, why: "the rules of the books",
	},
	"app/accounting": {
		pure: true, ours: []string{
			"app/bankfile", "app/calendar", "app/cashbook", "app/chart", "app/directory", "app/fault", "app/ident", "app/ledger", "app/money", "app/receipt",
		},
		others: []string{"golang.org/x/text"}, why: "the rules of the journals; posts what cash books send, compares with what banks say",
	},
	"app/chart": {
		pure: true, ours: []string{"app/calendar", "app/directory", "app/fault", "app/ident", "app/money", "assets"},
		why: "what vouchers of a project may name; the built-in tables are embedded values",
	},
	"app/funds": {
		pure: true, ours: []string{"app/calendar", "app/cashbook", "app/chart", "app/directory", "app/fault", "app/ident", "app/money"},
		why: "who asks for funds, who decides and how the money reaches its book",
	},
	"app/receipt": {
		pure: true, ours: []string{"app/directory", "app/fault", "app/ident", "app/ledger", "app/mail", "app/mark"},
		why: "what postes report is judged here; files carry it, storage keeps it",
	},
	"app/mail": {pure: true, ours: []string{"app/directory", "app/fault", "app/ident"}, why: "which letters wait, and for how long, are rules; the courier speaks to servers"},
	"app/courier": {
		ours: []string{"app/calendar", "app/fault", "app/mail", "app/translation"}, others: []string{"github.com/wneessen/go-mail"},
		why: "puts letters into words and speaks SMTP, for window and command line",
	},
	"app/agekey": {pure: true, why: "how age writes keys"},
	"app/disk":   {why: "what is written lasts; knows nothing of what it is"},
	"app/vault": {
		ours:   []string{"app/access", "app/agekey", "app/disk", "app/fault", "app/ident"},
		others: []string{"golang.org/x/crypto", "github.com/zalando/go-keyring", "filippo.io/age"},
		why:    "keys at rest: system keyring or file, hence not pure",
	},
	"app/archive": {
		ours: []string{"app/access", "app/agekey", "app/disk", "app/fault", "app/ident"}, others: []string{"filippo.io/age"},
		why: "backups as encrypted files; knows no database",
	},
	"app/attachment": {
		pure: true, ours: []string{"app/fault"}, others: []string{"golang.org/x/text"},
		why: "bytes in, bytes out; who keeps them and for what is not its business",
	},
	"app/cabinet": {
		ours: []string{"app/disk", "app/fault"}, why: "files by their digest; knows no voucher and no picture",
	},
	"app/translation": {
		ours:   []string{"app/calendar", "app/fault", "app/money", "assets"},
		others: []string{"github.com/nicksnyder/go-i18n/v2", "golang.org/x/text"},
		why:    "sentences for window and command line, hence without Fyne",
	},
	"app/graphic": {pure: true, ours: []string{"app/calendar"}, why: "charts as shapes, which the window and paper both draw; hence neither Fyne nor PDF"},
	"app/paper": {
		ours:   []string{"app/calendar", "app/fault", "app/graphic", "app/money", "app/translation", "assets"},
		others: []string{"codeberg.org/go-pdf/fpdf", "github.com/boombuler/barcode"},
		why:    "printed pages, for window and command line, hence without Fyne",
	},
	"app/paper/papertest": {why: "tests only: reads pages back"},
	"app/report": {
		ours:   []string{"app/calendar", "app/fault", "app/graphic", "app/money", "app/paper", "app/translation"},
		others: []string{"github.com/xuri/excelize/v2"},
		why:    "tables as files, for window and command line; knows nobody and no book",
	},
	"app/overview": {
		ours: slices.Concat(domain, []string{"app/paper", "app/report", "app/translation", "app/workspace"}),
		why:  "users as reports and pages, the same for window and command line",
	},
	"app/bankfile": {
		pure: true, ours: []string{"app/calendar", "app/fault", "app/money", "app/row"}, others: []string{"golang.org/x/text"},
		why: "statements of banks as bytes in, lines out; what the books say beside them is not its business",
	},
	"app/inwords": {pure: true, ours: []string{"app/money"}, why: "numbers are words by rules alone"},
	"app/statement": {
		ours: slices.Concat(domain, []string{"app/graphic", "app/inwords", "app/report", "app/translation", "app/workspace"}),
		why:  "books as reports and charts, the same for window and command line",
	},
	"app/ledgerfile": {
		pure: true, ours: []string{"app/calendar", "app/fault", "app/money"},
		why: "ledgers of other programs as entries and back; where they come from and go to is for others",
	},
	"app/conversion": {
		pure: true, ours: []string{"app/accounting", "app/calendar", "app/cashbook", "app/fault", "app/ident", "app/ledgerfile", "app/money"},
		why: "which posting an entry of another ledger becomes, and back; who may enter it is decided elsewhere",
	},
	"app/row": {pure: true, why: "rows of separated texts within bounds, for all who read tables"},
	"app/spreadsheet": {
		ours:   []string{"app/fault", "app/report", "app/row"},
		others: []string{"golang.org/x/text"},
		why:    "reads the tables of other programs within bounds; what they mean is for others",
	},
	"app/financial": {
		ours: slices.Concat(domain, []string{"app/report", "app/statement", "app/translation", "app/workspace"}),
		why:  "accounts as reports, the same for window and command line",
	},
	"app/instance": {
		ours:   []string{"app/fault"},
		others: []string{"github.com/gofrs/flock", "github.com/fsnotify/fsnotify"},
		why:    "one window for each data folder; knows nothing of what is in it",
	},
	"assets":         {why: "embedded files only"},
	"usrfile":        {others: []string{"github.com/google/uuid", "golang.org/x/crypto", "golang.org/x/text", "golang.org/x/sys"}, why: "stands alone: anyone may copy it"},
	"storage/schema": {why: "embedded migrations"},
	"storage": {
		ours: slices.Concat(domain, []string{"app/vault", "storage/schema"}), others: []string{"golang.org/x/text"},
		why: "implements what the rules need; knows no driver, no file format, no screen",
	},
	"storage/sqlite": {
		ours: []string{"app/fault", "app/ident", "storage", "storage/schema"}, others: []string{"modernc.org/sqlite", "modernc.org/libc", "github.com/google/uuid"},
		why: "the driver and its errors stay here",
	},
	"storage/storagetest": {
		ours: slices.Concat(domain, []string{"app/vault", "storage"}), others: []string{"github.com/google/go-cmp"},
		why: "the suite that every database must pass; tests only",
	},
	"sync/exchange": {
		ours: slices.Concat(domain, []string{"usrfile", "app/attachment"}), others: []string{"github.com/google/uuid", "golang.org/x/text"},
		why: "turns files into domain values and back; the store is handed in",
	},
	"sync/handover": {
		ours: slices.Concat(domain, []string{"usrfile", "sync/exchange"}), others: []string{"github.com/google/uuid"},
		why: "entries of books on their way between postes and head office",
	},
	"sync/registration": {
		ours: slices.Concat(domain, []string{"usrfile", "sync/exchange"}), others: []string{"github.com/google/uuid"},
		why: "requests and replies on the same path as every signed file",
	},
	"sync/record": {
		ours:   slices.Concat(domain, []string{"usrfile", "sync/exchange", "sync/handover", "sync/verification"}),
		others: []string{"github.com/google/uuid"},
		why:    "the way back to head office, on the same path as every signed file",
	},
	"sync/inbox": {
		ours:   []string{"usrfile"},
		others: []string{"github.com/fsnotify/fsnotify", "golang.org/x/sys"},
		why:    "knows files and folders; who may take what is in them is not its business",
	},
	"sync/verification": {
		ours: slices.Concat(domain, []string{"usrfile", "sync/exchange", "sync/registration"}), others: []string{"github.com/google/uuid"},
		why: "codes by voice and by file, over the arithmetic of usrfile; what Accounting knows is handed in",
	},
	"sync/funding": {
		ours: slices.Concat(domain, []string{"usrfile", "sync/exchange"}), others: []string{"github.com/google/uuid"},
		why: "requests for the release of funds and their decisions, on the same path as every signed file",
	},
	"sync/synctest": {
		ours:   slices.Concat(domain, []string{"usrfile", "storage", "storage/sqlite", "sync/exchange", "sync/registration"}),
		others: []string{"github.com/google/uuid"}, why: "tests only: signs files as head office never would, imports them into real databases",
	},
	"app/faultrun": {why: "tests only: how often they break something, and the table of it"},
	"app/workspace": {
		ours:   slices.Concat(domain, []string{"app/agekey", "app/archive", "app/attachment", "app/cabinet", "app/conversion", "app/disk", "app/ledgerfile", "app/vault", "usrfile", "storage", "storage/sqlite", "sync/..."}),
		others: []string{"github.com/google/uuid", "github.com/gofrs/flock"},
		why:    "the one door for both programs; knows no screen and no sentence",
	},
	"app/sample": {
		ours: slices.Concat(domain, []string{"app/vault", "app/workspace", "usrfile"}),
		why:  "the sample organisation is made through the door that real work goes through",
	},
	"app/ui/kit": {
		ours:   []string{"app/calendar", "app/fault", "app/graphic", "app/money", "app/translation", "assets"},
		others: []string{"fyne.io/fyne/v2", "github.com/boombuler/barcode"},
		why:    "parts of screens know no user and no book; no driver, so that tests need no display",
	},
	"app/ui/gallery": {
		ours:   []string{"app/calendar", "app/fault", "app/graphic", "app/money", "app/translation", "app/ui/kit"},
		others: []string{"fyne.io/fyne/v2"}, why: "shows every part with canned data",
	},
	"app/ui/uitest": {
		ours:   slices.Concat(domain, []string{"app/translation", "app/ui/desk", "app/ui/kit", "app/vault", "app/workspace"}),
		others: []string{"fyne.io/fyne/v2"}, why: "tests only: drives screens over real data folders whose keys lie in files",
	},
	"app/ui/...": {
		ours:   slices.Concat(domain, []string{"app/attachment", "app/conversion", "app/courier", "app/overview", "app/paper", "app/graphic", "app/ledgerfile", "app/report", "app/sample", "app/spreadsheet", "app/financial", "app/statement", "app/translation", "app/ui/...", "app/workspace"}),
		others: []string{"fyne.io/fyne/v2"}, why: "screens and storage never meet",
	},
	"cmd/comptoir": {
		ours:   []string{"app/calendar", "app/fault", "app/instance", "app/translation", "app/ui/...", "app/workspace", "assets"},
		others: []string{"fyne.io/fyne/v2"}, why: "the only place with a driver, hence with cgo",
	},
	"cmd/comptoirctl": {
		ours:   slices.Concat(domain, []string{"app/conversion", "app/courier", "app/ledgerfile", "app/overview", "app/paper", "app/report", "app/sample", "app/spreadsheet", "app/financial", "app/statement", "app/translation", "app/workspace", "usrfile"}),
		others: []string{"github.com/alecthomas/kong", "golang.org/x/term", "github.com/google/uuid"}, why: "the same door as the window, without cgo",
	},
	"cmd/comptoir/e2e":       {why: "tests of the built program; the files are tests only"},
	"cmd/comptoirctl/bench":  {why: "measures what all of it does; the files are tests only"},
	"cmd/comptoirctl/faults": {why: "breaks what the built program stands on; the files are tests only"},
}

// forbiddenEverywhere may be used by one package each, whatever else a prefix allows.
var forbiddenEverywhere = map[string]string{
	"fyne.io/fyne/v2/app": "cmd/comptoir",
	"modernc.org/sqlite":  "storage/sqlite",
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func TestEveryPackageImportsOnlyWhatItsRuleAllows(t *testing.T) {
	packages := listPackages(t)
	if len(packages) < 10 {
		t.Fatalf("only %d packages found: the listing is wrong", len(packages))
	}
	for _, p := range packages {
		name := strings.TrimPrefix(p.ImportPath, module)
		if name == "cmd" {
			continue // this test
		}
		r, known := ruleOf(name)
		if !known {
			t.Errorf("%s has no line in the table: say there what it may import and why", name)
			continue
		}
		for _, imported := range p.Imports {
			if !r.allows(imported) || reserved(name, imported) {
				t.Errorf("%s may not import %s (%s)", name, imported, r.why)
			}
		}
	}
}

func TestRuleRefuses(t *testing.T) {
	pure := table["app/cashbook"]
	for _, imported := range []string{"os", "net/http", "database/sql", "fyne.io/fyne/v2", module + "storage", "modernc.org/sqlite"} {
		if pure.allows(imported) {
			t.Errorf("the rule of app/cashbook allows %s", imported)
		}
	}
	if !reserved("app/ui/kit", "fyne.io/fyne/v2/app") {
		t.Error("a screen may import the driver")
	}
}

func ruleOf(name string) (rule, bool) {
	if r, ok := table[name]; ok {
		return r, true
	}
	for pattern, r := range table {
		if prefix, wild := strings.CutSuffix(pattern, "..."); wild && strings.HasPrefix(name+"/", prefix) {
			return r, true
		}
	}
	return rule{}, false
}

func (r rule) allows(imported string) bool {
	if name, ours := strings.CutPrefix(imported, module); ours {
		return slices.ContainsFunc(r.ours, func(pattern string) bool {
			prefix, wild := strings.CutSuffix(pattern, "...")
			return name == pattern || wild && strings.HasPrefix(name+"/", prefix)
		})
	}
	if standard(imported) {
		return !r.pure || !slices.ContainsFunc(impure, func(p string) bool { return within(imported, p) })
	}
	return slices.ContainsFunc(r.others, func(p string) bool { return within(imported, p) })
}

func reserved(name, imported string) bool {
	owner, listed := forbiddenEverywhere[imported]
	return listed && owner != name
}

func within(imported, prefix string) bool {
	return imported == prefix || strings.HasPrefix(imported, prefix+"/")
}

func standard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".")
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []goPackage
	for decoder := json.NewDecoder(strings.NewReader(string(out))); decoder.More(); {
		var p goPackage
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	return packages
}
