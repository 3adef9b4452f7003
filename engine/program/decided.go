package program

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Decision is the word for anything that is decided in a step: where n stops.
const Decision = "decision"

// decisionWords are those by which one asks for what is decided in a step, each with what happens there, a clause.
// Package stops says which steps these are. It is only read.
var decisionWords = [...][2]string{
	{Decision, "something is decided, whatever it is"},
	{"block", "somebody leaves the CPU to wait"},
	{"wake", "somebody is woken"},
	{"interrupt", "an interrupt comes, or its handler returns"},
	{"spawn", "somebody is spawned"},
	{"exit", "somebody ends, and is not killed"},
	{"kill", "somebody is killed"},
	{"test", "a test decides a wait"},
	{"queue", "somebody joins a queue"},
	{"spin", "somebody begins to spin"},
	{"unheard", "a signal or wakeup finds nobody waiting"},
	{"idle", "a signal or wakeup moves nobody who waits"},
	{"callback", "a scheduler callback comes"},
	{"answer", "an item is answered, or a process signal begins to be handled"},
	{"outcome", "a waiter that looks for itself learns how its wait ended"},
	{"quantum", "a quantum ends"},
	{"loss", "an item or memory is lost, or given up unused"},
	{"law", "a law breaks"},
	{"circle", "a circle of waiting closes"},
	{"orphan", "a mutex loses its owner"},
	{"refusal", "something is refused"},
	{"command", "a command is given, by you or by the scene's script"},
}

// decision returns what a word for what is decided means, "" where it is none.
func decision(word string) string {
	for i := range decisionWords {
		if decisionWords[i][0] == word {
			return decisionWords[i][1]
		}
	}
	return ""
}

// misused says what is wrong where something stands behind a word of conditions that does not belong there, and what
// would work; nil where the words are no such condition.
func (p *Program) misused(words []string) error {
	if len(words) < 2 || p.declares(words[0]) || !isWord(words[1]) {
		return nil
	}
	switch _, single := alone[words[0]]; {
	case numbered[words[0]] != 0:
		return fmt.Errorf("%s is followed by one number: write %s 3", words[0], words[0])
	case named[words[0]] != 0:
		return fmt.Errorf("%s is followed by one name: write %s %s", words[0], words[0], words[1])
	case single, words[0] == pointWord:
		return fmt.Errorf("%s stands alone: nothing follows it", words[0])
	case words[0] == "changed":
		return fmt.Errorf("changed %s is for :back, which goes to the last change of a value", words[1])
	case decision(words[0]) == "":
		return nil
	}
	if also := map[string]string{"wake": "wakes", "exit": "ends", "kill": "ends"}[words[0]]; also != "" {
		return fmt.Errorf("%s stands alone, for anybody; of one coroutine write %s %s", words[0], also, words[1])
	}
	return fmt.Errorf("%s stands alone: it is true where %s", words[0], decision(words[0]))
}

// isWord reports whether a word is a name, or a number.
func isWord(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// meantWord returns the word of conditions that a lone word was meant to be, where it is like no name of the scene.
func (p *Program) meantWord(words []string) string {
	own, all := slices.Clone(p.Names), []string(nil)
	for i := range p.Objects {
		own = append(own, p.Objects[i].Name)
	}
	for _, w := range ConditionWords() {
		all = append(all, w[0])
	}
	if len(words) != 1 || Nearest(words[0], own) != "" {
		return ""
	}
	return Nearest(words[0], all)
}
