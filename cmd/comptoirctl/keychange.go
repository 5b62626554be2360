package main

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

// amend makes a new link of the trust chain with the root keys of this poste and
// of the copies that were named, after asking.
func (o copyOptions) amend(c *call, a workspace.Amendment, question string) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	copies, err := o.open(c)
	if err != nil {
		return err
	}
	if err := c.confirm(question, nil); err != nil {
		return err
	}
	ring, err := session.Amend(c.ctx, a, copies)
	if err != nil {
		return err
	}
	return c.give(amendedView{viewRing(ring)})
}

// amendedView is the keys after a new link.
type amendedView struct{ ringView }

func (r amendedView) words(s *sheet) {
	s.say("ctl.key.amended", fault.Args{"Version": r.Version})
	s.line("")
	r.ringView.words(s)
}

// kindsOf are what an issuer key may sign, by their words.
var kindsOf = map[string]usrfile.Kind{
	"usr": usrfile.KindUserData, "rep": usrfile.KindReply, "rec": usrfile.KindRecord,
}

type keyRotate struct {
	copyOptions
	Kinds      []string `placeholder:"kind" enum:"usr,rep,rec" default:"usr,rep,rec"`
	Until      string   `placeholder:"instant"`
	HeadOffice bool
}

func (keyRotate) examples() []string {
	return []string{
		"--data siege key rotate", "key rotate --kinds usr --until 2030-01-01T00:00:00Z --yes",
		"key rotate --head-office --from cle-racine-1.age --from cle-racine-2.age",
	}
}

func (keyRotate) result() report { return amendedView{} }

func (cmd *keyRotate) Run(c *call) error {
	if cmd.HeadOffice {
		return cmd.amend(c, workspace.Amendment{NewHeadOffice: true}, "ctl.ask.rotate-head-office")
	}
	until, err := parseInstant(cmd.Until)
	if err != nil {
		return err
	}
	a := workspace.Amendment{Until: until}
	for _, word := range cmd.Kinds {
		a.NewIssuer = append(a.NewIssuer, kindsOf[word])
	}
	return cmd.amend(c, a, "ctl.ask.rotate")
}

type keyRevoke struct {
	copyOptions
	Key         string `arg:""`
	StolenSince string `placeholder:"instant"`
}

func (keyRevoke) examples() []string {
	return []string{
		"key revoke 7F3K-2M9Q-XW4T-0", "key revoke 7F3K-2M9Q-XW4T-0 --stolen-since 2026-11-20T18:00:00Z --from cle-racine-1.age",
	}
}

func (keyRevoke) result() report { return amendedView{} }

// Run revokes a key. One that was stolen may have signed as far ahead as it can,
// so the epoch is raised as well.
func (cmd *keyRevoke) Run(c *call) error {
	since, err := parseInstant(cmd.StolenSince)
	if err != nil {
		return err
	}
	a := workspace.Amendment{Revoke: []string{cmd.Key}, DistrustFrom: since, RaiseEpoch: !since.IsZero()}
	return cmd.amend(c, a, "ctl.ask.revoke-key")
}

type keyEpoch struct {
	copyOptions
}

func (keyEpoch) examples() []string { return []string{"key epoch --from cle-racine-1.age"} }

func (keyEpoch) result() report { return amendedView{} }

func (cmd *keyEpoch) Run(c *call) error {
	return cmd.amend(c, workspace.Amendment{RaiseEpoch: true}, "ctl.ask.raise-epoch")
}

type keyRoots struct {
	copyOptions
	Add       int      `placeholder:"number"`
	Drop      []string `placeholder:"key"`
	Threshold int      `placeholder:"number"`
}

func (keyRoots) examples() []string {
	return []string{
		"key roots --add 2 --threshold 2", "key roots --add 1 --drop 7F3K-2M9Q-XW4T-0 --from cle-racine-1.age --from cle-racine-2.age",
	}
}

func (keyRoots) result() report { return amendedView{} }

func (cmd *keyRoots) Run(c *call) error {
	return cmd.amend(c, workspace.Amendment{AddRoots: cmd.Add, DropRoots: cmd.Drop, Threshold: cmd.Threshold}, "ctl.ask.change-roots")
}
