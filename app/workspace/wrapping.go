package workspace

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
)

// shareWrapping seals the wrapping key to those who became entitled since, and
// takes it from those who no longer are.
func shareWrapping(tx *storage.Tx, wrapping vault.Wrapping, w *Workspace) error {
	people, err := tx.PersonalKeys()
	if err != nil {
		return err
	}
	for _, p := range people {
		entitled, err := maySign(tx, p.User)
		if err != nil {
			return err
		}
		if entitled == (len(p.Wrapping) > 0) {
			continue
		}
		p.Wrapping = nil
		if entitled {
			if p.Wrapping, err = wrapping.SealFor(p.Public, w.random); err != nil {
				return err
			}
		}
		if err := tx.SavePersonalKey(p); err != nil {
			return err
		}
	}
	return nil
}

// signingRights are those for which head office's keys are needed.
var signingRights = []directory.Right{
	directory.RightUsrExport, directory.RightModuleApprove, directory.RightKeyManage, directory.RightCodeApprove,
	directory.RightClosingDecide,
}

func maySign(tx *storage.Tx, id ident.UserID) (bool, error) {
	grants, err := tx.Grants(id)
	if err != nil {
		return false, err
	}
	for _, g := range grants {
		for _, right := range signingRights {
			if g.Reach(right) == directory.Whole {
				return true, nil
			}
		}
	}
	return false, nil
}
