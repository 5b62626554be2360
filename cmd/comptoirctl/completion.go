package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh" default:"bash"`
}

func (completionCommand) examples() []string {
	return []string{"completion bash", "completion zsh"}
}
func (completionCommand) result() report { return nil }

// Run writes a script that a shell reads at its start, such as
//
//	source <(comptoirctl completion bash)
func (cmd *completionCommand) Run(c *call) error {
	parser, err := newParser(&grammar{})
	if err != nil {
		return err
	}
	var script strings.Builder
	if cmd.Shell == "zsh" {
		script.WriteString("autoload -U +X bashcompinit && bashcompinit\n")
	}
	var paths, cases strings.Builder
	writeWords(&paths, &cases, parser.Model.Node)
	fmt.Fprintf(&script, completionScript, strings.TrimSuffix(paths.String(), "|"), cases.String())
	_, err = c.stdout.Write([]byte(script.String()))
	return err
}

// completionScript walks down the commands that have been typed, whatever options
// stand between them, and offers what may follow.
const completionScript = `_comptoirctl() {
	local line="" word words
	for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case "$line $word" in %s) line="$line $word" ;; esac
	done
	case "$line" in
%s	esac
	COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _comptoirctl comptoirctl
`

// writeWords writes every path of commands as a pattern, and what may follow it.
func writeWords(paths, cases *strings.Builder, node *kong.Node) {
	var words []string
	for _, child := range node.Children {
		words = append(words, child.Name)
	}
	for _, group := range node.AllFlags(true) {
		for _, flag := range group {
			words = append(words, "--"+flag.Name)
		}
	}
	path := ""
	if node.Parent != nil {
		path = " " + node.Path()
		fmt.Fprintf(paths, "%q|", path)
	}
	fmt.Fprintf(cases, "\t%q) words=%q ;;\n", path, strings.Join(words, " "))
	for _, child := range node.Children {
		writeWords(paths, cases, child)
	}
}
