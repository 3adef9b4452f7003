package compare_test

import (
	"testing"

	"github.com/quartet-os/quartet/engine/compare"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/engine/session"
	"github.com/quartet-os/quartet/internal/scenetest"
)

// TestWhatHoldsBehindASwitch: a rule and a policy that were switched in the run hold, whatever the scene says.
func TestWhatHoldsBehindASwitch(t *testing.T) {
	t.Parallel()
	s := compare.Side{Program: scenetest.Shipped(t, "one-condition")}
	if s.Held() != s.Program.Settings {
		t.Error("without a switch something else holds than the scene says")
	}
	for _, command := range []string{"rule wake_order lifo", "policy preemptive"} {
		s.Commands = append(s.Commands, session.Given{Command: scenetest.Command(t, command)})
	}
	held := s.Held()
	if held.Rules[program.RuleWakeOrder] != program.WakeLIFO || held.Policy != program.Preemptive {
		t.Errorf("%v, %v", held.Rules[program.RuleWakeOrder], held.Policy)
	}
	if s.Program.Settings.Rules[program.RuleWakeOrder] == program.WakeLIFO {
		t.Error("the scene itself was changed")
	}
}
