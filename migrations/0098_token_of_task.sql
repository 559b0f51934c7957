-- +goose Up

-- A program that delivers readings in parts is named by what the server then does for it.
alter table reading_task add column token_id uuid;
alter table reading_task add constraint reading_task_by_token foreign key (cooperative_id, token_id) references api_token (cooperative_id, id);
create index reading_task_token on reading_task (cooperative_id, token_id) where token_id is not null;
comment on column reading_task.token_id is 'By which a program delivered it; null for a person at work';
