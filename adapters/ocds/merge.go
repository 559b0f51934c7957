package ocds

import (
	"encoding/json"
	"fmt"
)

// left out of what is compiled: they are of one release each.
var ofOneRelease = []string{"id", "date", "tag"}

// replacedWhole are lists of objects that have no identity of their own in the standard.
var replacedWhole = map[string]bool{"additionalIdentifiers": true, "additionalClassifications": true}

// Compile merges the releases of a process, oldest first, by the standard's routine: objects by
// their fields, lists of objects with ids by these, other lists as a whole; null removes.
func Compile(releases []json.RawMessage) (json.RawMessage, error) {
	if len(releases) == 0 {
		return nil, fmt.Errorf("compile: no release")
	}
	var ocid, date, language any
	merged := map[string]any{}
	for _, text := range releases {
		var r map[string]any
		if err := decode(text, &r); err != nil {
			return nil, fmt.Errorf("compile: %w", err)
		}
		ocid, date, language = r["ocid"], r["date"], r["language"]
		for _, field := range ofOneRelease {
			delete(r, field)
		}
		mergeObject(merged, r)
	}
	merged["ocid"], merged["date"], merged["language"] = ocid, date, language
	merged["id"] = fmt.Sprintf("%v-%v", ocid, date)
	merged["tag"] = []string{"compiled"}
	return json.Marshal(merged)
}

func mergeObject(into, from map[string]any) {
	for name, v := range from {
		if v == nil {
			delete(into, name)
			continue
		}
		switch v := v.(type) {
		case map[string]any:
			before, ok := into[name].(map[string]any)
			if !ok {
				before = map[string]any{}
			}
			mergeObject(before, v)
			into[name] = before
		case []any:
			into[name] = mergeList(name, into[name], v)
		default:
			into[name] = v
		}
	}
}

// mergeList keeps the order in which objects came first.
func mergeList(name string, before any, now []any) []any {
	had, ok := before.([]any)
	if !ok || replacedWhole[name] || !identified(now) {
		return now
	}
	at := map[string]int{}
	for i, v := range had {
		at[identity(v)] = i
	}
	for _, v := range now {
		i, known := at[identity(v)]
		if !known {
			at[identity(v)] = len(had)
			had = append(had, v)
			continue
		}
		merged, _ := had[i].(map[string]any)
		object, _ := v.(map[string]any)
		mergeObject(merged, object)
	}
	return had
}

func identified(list []any) bool {
	for _, v := range list {
		object, ok := v.(map[string]any)
		if !ok || object["id"] == nil {
			return false
		}
	}
	return len(list) > 0
}

func identity(v any) string {
	object, _ := v.(map[string]any)
	return fmt.Sprint(object["id"])
}
