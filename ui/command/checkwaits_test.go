package command

import (
	"encoding/json"
	"testing"
)

// TestWaitsInJSON: a finding says who waits for whom at its end, whatever they wait for, and from where it would come.
func TestWaitsInJSON(t *testing.T) {
	for scene, want := range map[string]string{
		"join-with-the-lock-held": `[{"who":["w1"],"on":"mutex","needs":"m","from":[{"who":"c1","line":30}],` +
			`"all":false,"circle":true},{"who":["c1"],"on":"join","needs":"w1's end","from":[{"who":"w1","line":0}],` +
			`"all":false,"circle":true}]`,
		"rwlock-writer-starves": `[{"who":["w1"],"on":"rwlock","needs":"table","from":[{"who":"r1","line":23},` +
			`{"who":"r2","line":23}],"all":true,"circle":false}]`,
		"barrier-left-early": `[{"who":["w3","w2"],"on":"barrier","needs":"meeting","from":[{"who":"w2","line":21},` +
			`{"who":"w3","line":21}],"all":false,"circle":true}]`,
		"channel-abandoned": `[{"who":["w1"],"on":"channel","needs":"reply","from":[],"all":false,"circle":false}]`,
		"bounded-buffer":    ``,
	} {
		out, errs, _ := run(t, Host{}, "check", "--json", "--grain", "pass", scene)
		var v struct{ Waits json.RawMessage }
		if err := json.Unmarshal([]byte(out), &v); err != nil {
			t.Fatal(err, errs)
		}
		if string(v.Waits) != want {
			t.Errorf("%s:\n got %s\nwant %s", scene, v.Waits, want)
		}
	}
}
