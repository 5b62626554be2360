package main

import (
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
	script.WriteString("_comptoirctl() {\n\tlocal line=\"\" word words\n")
	script.WriteString("\tfor word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n")
	script.WriteString("\t\t[[ $word == [a-z]* ]] && line=\"$line $word\"\n\tdone\n\tcase \"${line# }\" in\n")
	writeWords(&script, parser.Model.Node)
	script.WriteString("\tesac\n\tCOMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n}\n")
	script.WriteString("complete -o default -F _comptoirctl comptoirctl\n")
	_, err = c.stdout.Write([]byte(script.String()))
	return err
}

// writeWords writes what may follow each command: deeper ones first, since the
// first pattern that fits is taken, and a command may be followed by names.
func writeWords(script *strings.Builder, node *kong.Node) {
	var words []string
	for _, child := range node.Children {
		writeWords(script, child)
		words = append(words, child.Name)
	}
	for _, group := range node.AllFlags(true) {
		for _, flag := range group {
			words = append(words, "--"+flag.Name)
		}
	}
	pattern := "\"" + node.Path() + "\"*"
	if node.Parent == nil {
		pattern = "*"
	}
	script.WriteString("\t" + pattern + ") words=\"" + strings.Join(words, " ") + "\" ;;\n")
}
