package main

import (
	"io"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/comptoir/comptoir/app/fault"
)

// writeHelp explains a command, or the group of commands that a node is.
func (c *call) writeHelp(to io.Writer, node *kong.Node) error {
	s := &sheet{Printer: c.printer}
	h := helpPage{sheet: s, node: node}
	switch {
	case node.Leaf():
		h.command()
	case node.Parent == nil:
		h.program()
	default:
		h.group()
	}
	_, err := io.WriteString(to, s.text.String())
	return err
}

// helpPage explains one node of the grammar.
type helpPage struct {
	*sheet
	node *kong.Node
}

// about gives what a command does: a summary, and what else there is to know.
// Its text has the summary in the first line.
func about(s *sheet, node *kong.Node) (summary, more string) {
	name := strings.ReplaceAll(node.Path(), " ", ".")
	summary, more, _ = strings.Cut(s.T("ctl.command."+name), "\n")
	return summary, more
}

func (h helpPage) program() {
	h.say("ctl.help.program")
	h.usage(h.T("ctl.value.command"))
	h.section("ctl.help.commands")
	var t table
	for _, group := range h.node.Children {
		summary, _ := about(h.sheet, group)
		if !group.Leaf() {
			summary = h.T("ctl.help.names", fault.Args{"Group": summary, "Names": childNames(group)})
		}
		t.row("  "+group.Name, summary)
	}
	t.write(h.sheet)
	h.options("ctl.help.options", h.node.Flags)
	h.environment()
	h.statuses()
	h.line("")
	h.say("ctl.help.machines")
}

func (h helpPage) environment() {
	h.section("ctl.help.environment")
	var t table
	t.row("  COMPTOIR_DATA", h.T("ctl.help.env-data"))
	t.row("  COMPTOIR_AS", h.T("ctl.help.env-as"))
	t.row("  COMPTOIR_PASSWORD_FILE", h.T("ctl.help.env-password"))
	t.row("  COMPTOIR_FACTOR_FILE", h.T("ctl.help.env-factor"))
	t.write(h.sheet)
}

func (h helpPage) statuses() {
	h.section("ctl.help.statuses")
	var t table
	for status := range lastStatus + 1 {
		n := strconv.Itoa(status)
		t.row("  "+n, h.T("ctl.status."+n))
	}
	t.write(h.sheet)
}

// childNames lists the commands of a group: "add, list, show".
func childNames(group *kong.Node) string {
	var names []string
	for _, child := range group.Children {
		names = append(names, child.Name)
	}
	return strings.Join(names, ", ")
}

func (h helpPage) group() {
	h.introduction()
	h.usage(h.T("ctl.value.command"))
	h.section("ctl.help.commands")
	var t table
	for _, child := range h.node.Children {
		summary, _ := about(h.sheet, child)
		t.row("  "+child.Name, summary)
	}
	t.write(h.sheet)
	h.line("")
	h.say("ctl.help.group", fault.Args{"Command": h.node.FullPath()})
}

func (h helpPage) command() {
	h.introduction()
	h.usage(h.summary())
	h.arguments()
	h.options("ctl.help.options", h.node.Flags)
	h.options("ctl.help.common", globalFlags(h.node))
	command := h.node.Target.Addr().Interface().(command)
	h.section("ctl.help.examples")
	for _, example := range command.examples() {
		h.line("  " + programName + " " + example)
	}
	if result := command.result(); result != nil {
		h.section("ctl.help.json")
		h.line("  " + shapeOf(h.Printer, result))
	}
}

func (h helpPage) introduction() {
	summary, more := about(h.sheet, h.node)
	h.line(summary)
	if more != "" {
		h.line("")
		h.line(more)
	}
}

func (h helpPage) section(key string) {
	h.line("")
	h.say(key)
}

func (h helpPage) usage(rest string) {
	h.line("")
	h.say("ctl.help.usage", fault.Args{"Line": h.node.FullPath() + " " + rest})
}
