package e2e

import "testing"

// TestAdministrator walks the user manager, the own account and the settings.
// The journeys mostly wait for keys, so that two of them go at a time.
func TestAdministrator(t *testing.T) {
	for name, journey := range map[string]func(*testing.T){
		"users": surveyTheUsers, "record": leadAnAccountThroughItsLife, "settings": setTheOrganisationUp, "crowd": keepTenThousandUsers,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			journey(t)
		})
	}
}
