// Package usecase carries out what the driving ports offer, always in the same
// five beats: may he, load, let the aggregate decide, store, record.
package usecase

import (
	"context"
	"encoding/json"
	"fmt"

	"allmende/domain/access"
	"allmende/ports/driven"
)

// once runs fn like Work.Do, but only the first time for a key: the answer is
// kept in the transaction of the effect and repeated for every later request. It
// fails with access.ErrKeyRunning and access.ErrKeyOtherBody besides fn's faults.
func once[R any](ctx context.Context, work driven.Work, attempt driven.Attempt, key access.Key, fn func(context.Context, driven.Stores) (R, error)) (R, error) {
	var answer R
	err := work.Do(ctx, attempt, func(ctx context.Context, s driven.Stores) error {
		if key.Key == "" {
			var err error
			answer, err = fn(ctx, s)
			return err
		}
		kept, found, err := s.Answers.Claim(ctx, attempt.Actor, key)
		if err != nil {
			return err
		}
		if found {
			return restore(kept, &answer)
		}
		if answer, err = fn(ctx, s); err != nil {
			return err
		}
		return keep(ctx, s, attempt.Actor, key, answer)
	})
	return answer, err
}

func restore(kept []byte, answer any) error {
	if err := json.Unmarshal(kept, answer); err != nil {
		return fmt.Errorf("read a kept answer: %w", err)
	}
	return nil
}

func keep(ctx context.Context, s driven.Stores, actor access.Actor, key access.Key, answer any) error {
	body, err := json.Marshal(answer)
	if err != nil {
		return fmt.Errorf("keep an answer: %w", err)
	}
	return s.Answers.Keep(ctx, actor, key, body)
}

// do runs fn like Work.Do and hands out its result.
func do[R any](ctx context.Context, work driven.Work, attempt driven.Attempt, fn func(context.Context, driven.Stores) (R, error)) (R, error) {
	return once(ctx, work, attempt, access.Key{}, fn)
}

// read runs fn like Work.Read and hands out its result.
func read[R any](ctx context.Context, work driven.Work, actor access.Actor, fn func(context.Context, driven.Stores) (R, error)) (R, error) {
	var result R
	err := work.Read(ctx, actor, func(ctx context.Context, s driven.Stores) (err error) {
		result, err = fn(ctx, s)
		return err
	})
	return result, err
}
