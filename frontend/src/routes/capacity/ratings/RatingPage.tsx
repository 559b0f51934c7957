import { useSuspenseQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useAct } from "../../../api/act";
import { useMay } from "../../../api/session";
import { postRating, type Rating, ratingPreviewQuery, ratingQuery } from "../../../api/tariffs";
import { capacityText } from "../../../text/capacity";
import { refusalOf } from "../../../text/problems";
import { shared } from "../../../text/shared";
import { tariffsText } from "../../../text/tariffs";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { Breadcrumb } from "../../../ui/Breadcrumb";
import { Button } from "../../../ui/Button";
import { DescriptionList } from "../../../ui/DescriptionList";
import { Dialog } from "../../../ui/Dialog";
import { Form } from "../../../ui/Form";
import { useFields } from "../../../ui/fields";
import { notify } from "../../../ui/notify";
import { PageHeader } from "../../../ui/PageHeader";
import { Table } from "../../../ui/Table";
import { TextArea } from "../../../ui/TextField";
import { useFormat } from "../../../ui/words";
import { ButtonLink, TextLink } from "../../links";
import { SubmitRow } from "../../SubmitRow";
import { previewRoute, ratingRoute } from "../routes";

/** A rating that was posted; whoever posts compares it with how the month stands by now. */
export function RatingPage() {
  const text = useText(tariffsText);
  const may = useMay();
  const { id } = ratingRoute.useParams();
  const { data: rating } = useSuspenseQuery(ratingQuery(id));
  return (
    <Sheet
      rating={rating}
      title={rating.name ?? rating.month}
      actions={
        may("rating.post") && (
          <ButtonLink to="/capacity/ratings/preview/$month" params={{ month: rating.month }}>
            {text.compare}
          </ButtonLink>
        )
      }
    />
  );
}

/** What a month costs as things stand; a closed one is posted here. */
export function PreviewPage() {
  const text = useText(tariffsText);
  const format = useFormat();
  const may = useMay();
  const { month } = previewRoute.useParams();
  const { data: rating } = useSuspenseQuery(ratingPreviewQuery(month));
  const name = format.month(`${month}-01`);
  return (
    <Sheet
      rating={rating}
      title={text.preview(name)}
      actions={
        may("rating.post") && rating.closed && rating.changed && <Posting rating={rating} month={name} />
      }
    >
      {!rating.closed && <Alert tone="info" title={text.notClosed} />}
      {rating.closed && !rating.changed && <Alert tone="info" title={text.unchanged} />}
    </Sheet>
  );
}

function Sheet(props: { rating: Rating; title: string; actions?: ReactNode; children?: ReactNode }) {
  const { rating, title, actions, children } = props;
  const text = useText(tariffsText);
  const { title: area } = useText(capacityText);
  const { common } = useText(shared);
  const format = useFormat();
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/capacity">{area}</TextLink>
            <TextLink to="/capacity/ratings">{text.ratings}</TextLink>
          </Breadcrumb>
        }
        title={title}
        actions={actions}
      />
      {children}
      <DescriptionList
        columns
        facts={[
          [text.month, format.month(`${rating.month}-01`)],
          [text.amount, format.money(rating.amount)],
          [text.before, format.money(rating.before)],
          [text.difference, format.money(rating.difference)],
          [text.posted, rating.postedAt && text.by(format.instant(rating.postedAt), rating.postedBy ?? "")],
          [common.reason, rating.reason],
        ]}
      />
      <Table
        caption={text.members}
        rows={rating.members}
        rowKey={({ member }) => member.id}
        columns={[
          {
            key: "member",
            header: common.member,
            rowHeader: true,
            cell: ({ member }) => <Explanation rating={rating} member={member} />,
          },
          { key: "amount", header: text.amount, numeric: true, cell: ({ amount }) => format.money(amount) },
          { key: "before", header: text.before, numeric: true, cell: ({ before }) => format.money(before) },
          {
            key: "difference",
            header: text.difference,
            numeric: true,
            cell: ({ difference }) => format.money(difference),
          },
        ]}
      />
    </div>
  );
}

function Explanation(props: { rating: Rating; member: Rating["members"][number]["member"] }) {
  const { rating, member } = props;
  if (rating.id)
    return (
      <TextLink to="/capacity/ratings/$id/members/$memberId" params={{ id: rating.id, memberId: member.id }}>
        {member.name}
      </TextLink>
    );
  return (
    <TextLink
      to="/capacity/ratings/preview/$month/members/$memberId"
      params={{ month: rating.month, memberId: member.id }}
    >
      {member.name}
    </TextLink>
  );
}

function Posting(props: { rating: Rating; month: string }) {
  const { rating, month } = props;
  const text = useText(tariffsText);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {text.post}
      </Button>
      <Dialog open={open} title={text.postTitle(month)} onClose={() => setOpen(false)}>
        <PostForm rating={rating} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function PostForm(props: { rating: Rating; onClose: () => void }) {
  const { rating, onClose } = props;
  const text = useText(tariffsText);
  const navigate = previewRoute.useNavigate();
  const post = useAct(postRating);
  const form = useFields({ reason: "" });
  return (
    <Form
      form={form}
      onSubmit={({ reason }) =>
        refusalOf(
          post
            .mutateAsync({ month: rating.month, ...(reason.trim() && { reason: reason.trim() }) })
            .then(({ id }) => {
              notify("success", text.postDone);
              if (id) void navigate({ to: "/capacity/ratings/$id", params: { id } });
            }),
        )
      }
    >
      <p className="kern-body">{text.postText}</p>
      {rating.number > 1 && (
        <TextArea {...form.text("reason", text.postReason, { least: 3 })} maxLength={500} />
      )}
      <SubmitRow form={form} act={text.post} onCancel={onClose} />
    </Form>
  );
}
