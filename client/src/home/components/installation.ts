import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api, call } from '../../app/api.ts';

/** A site without any project may be one that nobody has set up yet: then its first page is the installation. */
export function useInstallationWhenEmpty(empty: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (!empty) return;
    void call(() => api.installation.status.query()).then((done) => {
      if (done.ok && done.value.needed) void navigate({ to: '/installation' });
    });
  }, [empty, navigate]);
}
