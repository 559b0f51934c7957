import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../api/act";
import { commentRound, type Round, roundCommentsQuery, takesNeeds } from "../../api/rounds";
import { useMay } from "../../api/session";
import { refusalOf } from "../../text/problems";
import { roundsText } from "../../text/rounds";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { History } from "../../ui/History";
import { Loader } from "../../ui/Loader";
import { More } from "../../ui/More";
import { notify } from "../../ui/notify";
import { Select } from "../../ui/Select";
import { TextArea } from "../../ui/TextField";
import { SubmitRow } from "../SubmitRow";
import type { OwnMember } from "./needs";

interface CommentsProps {
  round: Round;
  /** For whom one may speak; without any for the cooperative. */
  members: readonly OwnMember[];
}

/** What members and officers say to each other about a round. */
export function RoundComments(props: CommentsProps) {
  const { round, members } = props;
  const text = useText(roundsText).comments;
  const may = useMay();
  const comments = useInfiniteQuery(roundCommentsQuery(round));
  const [writing, setWriting] = useState(false);
  const items = comments.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="ui-section ui-no-print" aria-labelledby="comments">
      <h2 id="comments" className="kern-heading-medium">
        {text.title}
      </h2>
      {comments.isPending && <Loader />}
      {comments.isError && <Alert tone="danger" title={text.notLoaded} />}
      {comments.data && (
        <History
          label={text.title}
          empty={text.empty}
          happenings={items.map(({ id, at, by, member, item, text: said }) => ({
            id,
            at,
            who: [by, member ?? text.cooperative, item].filter(Boolean).join(" · "),
            what: said,
          }))}
        />
      )}
      {comments.hasNextPage && (
        <More
          shown={items.length}
          hasMore
          loading={comments.isFetchingNextPage}
          onMore={() => comments.fetchNextPage()}
        />
      )}
      {takesNeeds(round) && may("round.comment") && (
        <div>
          <Button icon="add" small onClick={() => setWriting(true)}>
            {text.write}
          </Button>
        </div>
      )}
      <Dialog open={writing} title={text.write} onClose={() => setWriting(false)}>
        <CommentForm {...{ round, members }} onClose={() => setWriting(false)} />
      </Dialog>
    </section>
  );
}

function CommentForm(props: CommentsProps & { onClose: () => void }) {
  const { round, members, onClose } = props;
  const text = useText(roundsText).comments;
  const { common } = useText(shared);
  const comment = useAct(commentRound);
  const form = useFields({ text: "", itemId: "", memberId: members[0]?.id ?? "" });
  return (
    <Form
      form={form}
      onSubmit={async ({ text: said, itemId, memberId }) => {
        const refusal = await refusalOf(
          comment.mutateAsync({
            roundId: round.id,
            text: said.trim(),
            ...(itemId && { itemId }),
            ...(memberId && { memberId }),
          }),
        );
        if (refusal) return refusal;
        onClose();
        notify("success", text.posted);
      }}
    >
      <p className="kern-body">{text.hint}</p>
      {members.length > 1 && (
        <Select
          {...form.choice("memberId", common.member)}
          choices={members.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Select
        {...form.choice("itemId", text.about, { optional: true })}
        choices={[
          { value: "", label: text.round },
          ...round.items.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextArea {...form.text("text", text.text, { least: 3 })} maxLength={2000} rows={4} />
      <SubmitRow form={form} act={text.post} onCancel={onClose} />
    </Form>
  );
}
