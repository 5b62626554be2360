package importing

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// codeReply says what head office has decided about a code.
func codeReply(p *translation.Printer, r *workspace.CodeReply) Line {
	key, args := r.Wants()
	said := fault.Args{"What": p.T(string(key), args), "Reason": r.Reason}
	if r.Approved {
		return Line{kit.Fine, p.T("code.approved", said)}
	}
	return Line{kit.Refused, p.T("code.refused", said)}
}

// codeResult says what a reply about a code has done.
func codeResult(p *translation.Printer, r *workspace.CodeReply) (text, hint string) {
	if !r.Approved {
		return p.T("importing.done.refused"), p.T("codes.refused.hint")
	}
	key, args := r.Outcome.Done()
	return p.T(string(key), args), ""
}
