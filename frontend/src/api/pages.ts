import { infiniteQueryOptions, type QueryKey, useSuspenseInfiniteQuery } from "@tanstack/react-query";

/** A part of a list, and the cursor of the next part if there is one. */
export interface Page<Item> {
  items: Item[];
  next?: string;
}

/** Asks for a list page by page. */
export function pagedQuery<Item>(
  queryKey: QueryKey,
  fetchPage: (cursor: string | undefined) => Promise<Page<Item>>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined, // the type that later pages have too
    getNextPageParam: (last: Page<Item>) => last.next,
  });
}

/** What a list shows at its end: how much there is, whether more follows, and how that is fetched. */
export interface ListEnd {
  shown: number;
  hasMore: boolean;
  loading: boolean;
  onMore: () => void;
  /** Why the next page did not come. */
  error: Error | null;
}

/** The pages fetched so far as one list. */
export function useList<Item>(query: ReturnType<typeof pagedQuery<Item>>): { items: Item[]; end: ListEnd } {
  const list = useSuspenseInfiniteQuery(query);
  const items = list.data.pages.flatMap((page) => page.items);
  return {
    items,
    end: {
      shown: items.length,
      hasMore: list.hasNextPage,
      loading: list.isFetchingNextPage,
      onMore: () => void list.fetchNextPage(),
      error: list.isFetchNextPageError ? list.error : null,
    },
  };
}
