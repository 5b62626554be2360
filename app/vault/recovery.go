package vault

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/agekey"
)

// The file of a recovery key holds an identity as age writes them, so that
// `age -d -i FILE` opens backups with it, without this program. The lines before
// the identity are for people, and say whose it is.
const (
	recoveryTitle        = "# Comptoir, clé de secours des sauvegardes"
	recoveryOrganisation = "# organisation: "
	recoveryName         = "# name: " // in quotation marks
	recoveryMade         = "# made: "
)

func (b Backup) encodeRecovery() ([]byte, error) {
	name, err := json.Marshal(b.Name)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "%s\n%s%s\n%s%s\n%s%s\n%s\n", recoveryTitle, recoveryOrganisation, b.Organisation, recoveryName, name,
		recoveryMade, b.Made.UTC().Format(time.RFC3339), agekey.Identity(b.Recovery.Bytes())), nil
}

// isRecovery tells the file of a recovery key from those of other keys.
func isRecovery(content []byte) bool { return bytes.HasPrefix(content, []byte(recoveryTitle)) }

// decodeRecovery refuses everything that encodeRecovery would not write.
func decodeRecovery(content []byte) (b Backup, err error) {
	lines := bufio.NewScanner(bytes.NewReader(content))
	for lines.Scan() {
		line := lines.Text()
		if text, found := strings.CutPrefix(line, recoveryOrganisation); found {
			err = b.Organisation.UnmarshalText([]byte(text))
		} else if text, found := strings.CutPrefix(line, recoveryName); found {
			err = json.Unmarshal([]byte(text), &b.Name)
		} else if text, found := strings.CutPrefix(line, recoveryMade); found {
			b.Made, err = time.Parse(time.RFC3339, text)
		} else if secret, found := agekey.ParseIdentity(line); found {
			b.Recovery = NewSeed(secret)
		}
		if err != nil {
			return Backup{}, noBackup(err)
		}
	}
	again, err := b.encodeRecovery()
	if err != nil || !bytes.Equal(again, content) || b.Recovery.IsZero() {
		return Backup{}, noBackup(err)
	}
	return b, nil
}
