package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/comptoir/comptoir/app/fault"
)

// keyIncomplete is the fault of a command line that ends before the command.
const keyIncomplete = "ctl.incomplete"

// misuse recognises a sentence of the parser, which has no codes; its groups
// become arguments of ours in their order.
type misuse struct {
	says   *regexp.Regexp
	names  []string
	refuse func(fault.Args) *fault.Error
}

func onSaying(says, key string, names ...string) misuse {
	return misuse{regexp.MustCompile(says), names, func(args fault.Args) *fault.Error {
		return fault.New(fault.Invalid, key, args)
	}}
}

// misuses are all that the parser says about our grammar. The last one is for
// what it might say besides.
var misuses = []misuse{
	onSaying(`^unknown flag (\S+), did you mean (?:one of )?(.+)\?$`, "ctl.unknown-option-near", "Given", "Near"),
	onSaying(`^unknown flag (\S+)$`, "ctl.unknown-option", "Given"),
	onSaying(`^unexpected argument (.+), did you mean (?:one of )?(.+)\?$`, "ctl.unknown-word-near", "Given", "Near"),
	onSaying(`^unexpected argument (.+)$`, "ctl.unknown-word", "Given"),
	onSaying(`^missing flags: (.+)$`, "ctl.missing-option", "Names"),
	onSaying(`^expected "([<[].+)"$`, "ctl.missing-argument", "Names"),
	onSaying(`^missing positional arguments (.+)$`, "ctl.missing-argument", "Names"),
	onSaying(`^expected (?:one of )?"`, "ctl.incomplete"),
	onSaying(`^(\S+) must be one of (.+) but got "(.*)"$`, "ctl.not-one-of", "Name", "Choices", "Given"),
	onSaying(`^(\S+): expected a valid \d+ bit u?int but got "(.*)"$`, "ctl.not-a-number", "Name", "Given"),
	onSaying(`^(\S+): expected \S+ value but got `, "ctl.missing-value", "Name"),
	onSaying(`^(\S+) and (\S+) can't be used together$`, "ctl.not-together", "First", "Second"),
	onSaying(``, "ctl.misused"),
}

// usageFault turns a sentence of the parser into one of ours.
func (c *call) usageFault(node *kong.Node, sentence string) *fault.Error {
	i := slices.IndexFunc(misuses, func(m misuse) bool { return m.says.MatchString(sentence) })
	groups := misuses[i].says.FindStringSubmatch(sentence)
	args := fault.Args{"Command": node.FullPath()}
	for n, name := range misuses[i].names {
		args[name] = c.readable(name, groups[n+1])
	}
	return misuses[i].refuse(args)
}

var (
	quotes       = strings.NewReplacer(`"`, "", ", ", ", ", ",", ", ")
	argumentName = regexp.MustCompile(`<([a-z-]+)>`)
	optionValue  = regexp.MustCompile(`=[A-Za-z-]+`)
)

// readable gives what the person typed as a quotation, and names as the help
// shows them.
func (c *call) readable(argument, text string) string {
	text = quotes.Replace(text)
	if argument == "Given" {
		return fault.Excerpt(text)
	}
	text = argumentName.ReplaceAllStringFunc(text, func(name string) string {
		return c.printer.T("ctl.value." + strings.Trim(name, "<>"))
	})
	return optionValue.ReplaceAllString(text, "")
}
