package main

import (
	"strings"

	"github.com/alecthomas/kong"
)

// summary gives the arguments and the options that a command can not do without.
func (h helpPage) summary() string {
	var parts []string
	for _, argument := range h.node.Positional {
		parts = append(parts, h.argument(argument))
	}
	optional := false
	for _, flag := range h.node.Flags {
		if flag.Required {
			parts = append(parts, h.option(flag))
		}
		optional = optional || !flag.Required
	}
	if optional {
		parts = append(parts, h.T("ctl.help.any-options"))
	}
	return strings.Join(parts, " ")
}

func (h helpPage) argument(a *kong.Positional) string {
	name := h.T("ctl.value." + a.Name)
	if a.IsCumulative() {
		name += "…"
	}
	if !a.Required {
		name = "[" + name + "]"
	}
	return name
}

func (h helpPage) option(f *kong.Flag) string {
	name := "--" + f.Name
	if f.IsBool() {
		return name
	}
	value := f.Name
	if f.PlaceHolder != "" {
		value = f.PlaceHolder
	}
	return name + "=" + h.T("ctl.value."+value)
}

func (h helpPage) arguments() {
	if len(h.node.Positional) == 0 {
		return
	}
	h.section("ctl.help.arguments")
	var t table
	for _, a := range h.node.Positional {
		t.row("  "+h.argument(a), h.T("ctl.argument."+a.Name))
	}
	t.write(h.sheet)
}

func (h helpPage) options(title string, flags []*kong.Flag) {
	if len(flags) == 0 {
		return
	}
	h.section(title)
	var t table
	for _, f := range flags {
		t.row("  "+h.option(f)+short(f), h.T("ctl.option."+optionKey(f))+h.choices(f))
	}
	t.write(h.sheet)
}

// optionKey names the text of an option: its own name, unless the same name
// means something else elsewhere.
func optionKey(f *kong.Flag) string {
	if f.Help != "" {
		return f.Help
	}
	return f.Name
}

// short gives the one-letter form of an option.
func short(f *kong.Flag) string {
	if f.Short == 0 {
		return ""
	}
	return ", -" + string(f.Short)
}

// choices gives the words of which an option takes one, and what it is without
// being given.
func (h helpPage) choices(f *kong.Flag) string {
	text := ""
	if f.Enum != "" {
		text = " : " + strings.Join(f.EnumSlice(), ", ")
	}
	if f.HasDefault {
		text += " (" + f.Default + ")"
	}
	return text
}

// globalFlags gives the options of every command.
func globalFlags(node *kong.Node) []*kong.Flag {
	for node.Parent != nil {
		node = node.Parent
	}
	return node.Flags
}
