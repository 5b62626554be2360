package main

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// orgPolicy shows what sign-in and vouchers take, or changes it.
type orgPolicy struct {
	SecondFactor  *string `placeholder:"policy"`
	PasswordMin   *int    `placeholder:"number"`
	LockMinutes   *int    `placeholder:"number"`
	PreAssignment *string `placeholder:"assignment"`
	CountDays     *int    `placeholder:"number"`
}

func (orgPolicy) examples() []string {
	return []string{"--data siege org policy", "org policy --second-factor required --password-min 12 --lock-minutes 15", "org policy --pre-assignment required --count-days 7"}
}

type policyView struct {
	SecondFactor string `json:"second_factor"`
	PasswordMin  int    `json:"password_min_length"`
	LockMinutes  int    `json:"lock_minutes"`

	PreAssignment string `json:"pre_assignment"`
	CountDays     int    `json:"count_days"`
}

func (orgPolicy) result() report { return policyView{} }

func (cmd *orgPolicy) Run(c *call) error {
	space, err := c.open()
	if err != nil {
		return err
	}
	condition, err := space.Condition(c.ctx)
	if err != nil {
		return err
	}
	if condition.Empty {
		return fault.New(fault.Missing, "workspace.empty", nil)
	}
	p := condition.Organisation.Policy
	if cmd.change(&p) {
		session, err := c.signIn()
		if err != nil {
			return err
		}
		if err := session.SetPolicy(c.ctx, p); err != nil {
			return err
		}
	}
	return c.give(policyView{string(p.SecondFactor), p.PasswordMin, p.LockMinutes, string(p.PreAssignment), p.CountDays})
}

// change reports whether any option was given.
func (cmd *orgPolicy) change(p *directory.Policy) bool {
	if cmd.SecondFactor != nil {
		p.SecondFactor = directory.FactorPolicy(*cmd.SecondFactor)
	}
	if cmd.PasswordMin != nil {
		p.PasswordMin = *cmd.PasswordMin
	}
	if cmd.LockMinutes != nil {
		p.LockMinutes = *cmd.LockMinutes
	}
	if cmd.PreAssignment != nil {
		p.PreAssignment = directory.PreAssignment(*cmd.PreAssignment)
	}
	if cmd.CountDays != nil {
		p.CountDays = *cmd.CountDays
	}
	return cmd.SecondFactor != nil || cmd.CountDays != nil || cmd.PasswordMin != nil || cmd.LockMinutes != nil || cmd.PreAssignment != nil
}

func (v policyView) words(s *sheet) {
	s.facts(
		fact{"ctl.col.second-factor", s.T("factor-policy." + v.SecondFactor)},
		fact{"ctl.col.password-min", s.Int(int64(v.PasswordMin))},
		fact{"ctl.col.lock-minutes", s.Int(int64(v.LockMinutes))},
		fact{"ctl.col.pre-assignment", s.T("pre-assignment." + v.PreAssignment)},
		fact{"ctl.col.count-days", s.Int(int64(v.CountDays))},
	)
}

// userResetFactor is « Réinitialiser le second facteur ».
type userResetFactor struct {
	User   string `arg:""`
	Method string `default:"totp" placeholder:"method"`
}

func (userResetFactor) examples() []string {
	return []string{"user reset-factor awa@eauvive.example", "user reset-factor awa@eauvive.example --method none"}
}

type factorReset struct {
	User   string `json:"user"`
	Method string `json:"method"`
	name   string
}

func (userResetFactor) result() report { return factorReset{} }

func (cmd *userResetFactor) Run(c *call) error {
	session, u, err := c.withUser(cmd.User)
	if err != nil {
		return err
	}
	method := directory.FactorMethod(cmd.Method)
	if method != directory.MethodTOTP && method != directory.MethodNone {
		return fault.New(fault.Invalid, "ctl.factor-method", fault.Args{"Text": fault.Excerpt(cmd.Method)})
	}
	if err := session.ResetFactor(c.ctx, u.ID, method); err != nil {
		return err
	}
	return c.give(factorReset{nameOf(u), cmd.Method, u.Name()})
}

func (r factorReset) words(s *sheet) {
	s.say("ctl.factor.reset."+r.Method, fault.Args{"Name": r.name})
}
