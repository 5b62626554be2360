// Package sample makes an organisation to look at and to learn with: a water
// charity in Senegal with its head office in Dakar and two sites, two months
// into its work. All of it goes through the services that real work goes
// through, under a clock that is handed in.
package sample

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// Step is something that has just been done. Its sentence is the translation of
// Key.
type Step struct {
	Key  string
	Args fault.Args
}

// Sample is what was made.
type Sample struct {
	Dir    string
	Stick  string  // the folder in which files travelled
	Places []Place // head office first
}

// Place is a data folder of the sample.
type Place struct {
	Name   string
	Dir    string
	Side   directory.Side
	People []Person // who can sign in there
}

// Person is somebody who can sign in. The password is known to everybody: this
// is an example.
type Person struct {
	Name     string
	Job      string
	Address  string
	Password string
}

// Names of the folders.
const (
	officeFolder    = "siege"
	koldaFolder     = "kolda"
	velingaraFolder = "velingara"
	stickFolder     = "cle-usb"
)

// Make makes the sample organisation in the folder dir, which must be empty or
// not there, else fault.Conflict; tell is called after each step. It is all there
// or nothing: what was made before an error or the end of ctx is taken away.
// Of the options, Now says when the two months end; the cost of passwords is the
// lowest, since they are public.
func Make(ctx context.Context, dir string, options workspace.Options, tell func(Step)) (Sample, error) {
	if err := mustBeFree(dir); err != nil {
		return Sample{}, err
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return Sample{}, unwritable(err, dir)
	}
	draft, err := os.MkdirTemp(parent, ".comptoir-sample-*")
	if err != nil {
		return Sample{}, unwritable(err, dir)
	}
	s := newStory(ctx, draft, options, tell)
	err = errors.Join(s.live(), s.close())
	if err == nil {
		err = publish(draft, dir)
	}
	if err != nil {
		return Sample{}, errors.Join(err, os.RemoveAll(draft))
	}
	return describe(dir), nil
}

// mustBeFree refuses a folder in which there is something.
func mustBeFree(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return unwritable(err, dir)
	}
	return fault.New(fault.Conflict, "sample.not-empty", fault.Args{"Path": dir})
}

func unwritable(err error, dir string) error {
	return fault.Wrap(err, fault.Invalid, "sample.unwritable", fault.Args{"Path": dir})
}

// publish gives the finished folder its name.
func publish(draft, dir string) error {
	if err := os.Remove(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unwritable(err, dir)
	}
	if err := os.Rename(draft, dir); err != nil {
		return unwritable(err, dir)
	}
	return nil
}
