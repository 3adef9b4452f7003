package session

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// settings reads the lines between scene and first branch and gives the words of the line after them.
func (r *reader) settings() ([]string, error) {
	s := program.Defaults()
	for words := r.words(); words != nil; words = r.words() {
		if words[0] == "branch" {
			r.out.settings = s
			return words, nil
		}
		if len(words) < 2 {
			return nil, r.unexpected("a setting is a name and its value")
		}
		if err := r.setting(&s, words[0], words[1:]); err != nil {
			return nil, err
		}
	}
	return nil, r.cut("in its settings")
}

func (r *reader) setting(s *program.Settings, name string, values []string) error {
	switch name {
	case "rules":
		return r.rules(s, values)
	case "policy":
		policy, ok := program.PolicyByName(values[0])
		if !ok || len(values) > 2 {
			return r.wrong(fmt.Sprintf("%q is not a policy", strings.Join(values, " ")),
				"one of "+strings.Join(program.PolicyNames(), ", "))
		}
		s.Policy = policy
		if len(values) == 2 {
			least := 1
			if policy == program.Prioritized { // none: a coroutine leaves the CPU by itself only
				least = 0
			}
			return r.number(&s.Quantum, values[1], least)
		}
	case "grain":
		grain, ok := program.GrainByName(values[0])
		if !ok {
			return r.wrong(fmt.Sprintf("%q is not a grain", values[0]), "it is pass or op")
		}
		s.Grain = grain
	case "slots":
		return r.number(&s.Slots, values[0], 0)
	case "fuel":
		return r.number(&s.Fuel, values[0], 1)
	case "seed":
		seed, err := strconv.ParseUint(values[0], 10, 64)
		if err != nil {
			return r.wrong(fmt.Sprintf("%q is not a seed", values[0]), "it is a number from 0")
		}
		s.Seed = seed
	case "clock":
		return r.clock(s, values[0])
	default:
		return r.unexpected("the settings are rules, policy, grain, slots, fuel, seed and clock")
	}
	return nil
}

func (r *reader) rules(s *program.Settings, values []string) error {
	rules, ok := program.Ruleset(values[0])
	if !ok {
		return r.wrong(fmt.Sprintf("%q is not a set of rules", values[0]),
			"one of "+strings.Join(program.RulesetNames(), ", "))
	}
	for _, word := range values[1:] {
		name, token, _ := strings.Cut(word, "=")
		rule, ok := program.RuleByName(name)
		if !ok {
			return r.wrong(fmt.Sprintf("there is no rule %q", name), "the form is rules textbook unlock=handoff")
		}
		value, err := program.ParseToken(rule, token)
		if err != nil {
			return r.wrong(err.Error(), "")
		}
		rules[rule] = value
	}
	s.Rules = rules
	return nil
}

func (r *reader) clock(s *program.Settings, text string) error {
	num, den, _ := strings.Cut(text, "/")
	n, err := strconv.ParseInt(num, 10, 32)
	d, err2 := strconv.ParseInt(den, 10, 32)
	if err != nil || err2 != nil || n < 0 || d < 1 {
		return r.wrong(fmt.Sprintf("%q is not a clock", text), "the form is 1/4: a tick each four passes")
	}
	s.ClockNum, s.ClockDen = n, d
	return nil
}

func (r *reader) number(into *int, text string, least int) error {
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || int(n) < least {
		return r.wrong(fmt.Sprintf("%.40q is not a number that fits", text), fmt.Sprintf("it is at least %d", least))
	}
	*into = int(n)
	return nil
}
