package workspace

import (
	"path/filepath"

	"github.com/comptoir/comptoir/app/attachment"
	"github.com/comptoir/comptoir/app/directory"
)

// ReadLogo makes the organisation's logo of the picture in a file, for
// EditOrganisation.
func ReadLogo(path string) (directory.Logo, error) {
	data, err := readSource(path)
	if err != nil {
		return "", err
	}
	logo, err := attachment.Logo(filepath.Base(path), data)
	return directory.Logo(logo.Data), err
}
