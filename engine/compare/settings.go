package compare

import (
	"fmt"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// ParseRules reads rules: the name of a set, or words such as unlock=reserve, which change some of those given. Words
// are divided by commas or blanks.
func ParseRules(text string, from program.Rules) (program.Rules, error) {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
	if len(words) == 0 {
		return from, fmt.Errorf("no rules are named; the sets are %s", program.List(program.RulesetNames(), "and"))
	}
	for _, word := range words {
		name, token, one := strings.Cut(word, "=")
		if !one {
			set, ok := program.Ruleset(word)
			if !ok {
				return from, fmt.Errorf("there is no set of rules %q; there are %s, and single rules are written "+
					"unlock=reserve", word, program.List(program.RulesetNames(), "and"))
			}
			from = set
			continue
		}
		r, ok := program.RuleByName(name)
		if !ok {
			return from, fmt.Errorf("there is no rule %q; :rule on the screen lists them", name)
		}
		t, err := program.ParseToken(r, token)
		if err != nil {
			return from, err
		}
		from[r] = t
	}
	return from, nil
}

// ParsePolicy reads the name of a policy.
func ParsePolicy(name string) (program.Policy, error) {
	p, ok := program.PolicyByName(name)
	if !ok {
		return 0, fmt.Errorf("there is no policy %q; there are %s", name, program.List(program.PolicyNames(), "and"))
	}
	return p, nil
}

// RulesText names the set of rules that is most like some, and those that differ from it.
func RulesText(r program.Rules) string {
	set, differs := r.Nearest()
	return strings.TrimSpace(set + " " + differs)
}
