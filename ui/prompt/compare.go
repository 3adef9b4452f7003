package prompt

import (
	"github.com/quartet-os/quartet/ui/panel"
)

// compared is what may follow compare and the words behind it.
func (c Names) compared(words []string) []panel.Completion {
	if len(words) == 0 {
		return append([]panel.Completion{
			{Text: "rules", About: "NAME  the same under another set of rules"},
			{Text: "rule", About: "NAME TOKEN  the same with one rule switched"},
			{Text: "policy", About: "NAME  the same with another policy"},
			{Text: "seed", About: "N  the same with other durations"},
			{Text: "branch", About: "N  another future"},
		}, c.shelf()...)
	}
	switch verb := words[0]; {
	case verb == "rules" && len(words) == 1:
		return sets()
	case (verb == "rule" || verb == "policy" || verb == "branch") && len(words) == 1:
		return c.firstArgument(verb)
	case verb == "rule" && len(words) == 2:
		return tokens(words[1])
	}
	return nil
}
