// Package e2e walks people's journeys through the built program, in real
// windows on virtual screens. Its files are tests; `make e2e` builds the
// program and runs them.
package e2e
